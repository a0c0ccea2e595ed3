package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemForm;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One item: read, made, edited, acted on, deleted and brought back.
///
/// @param type the type of the item
public record EntityPages(EntityType type) {
    private static final PageTemplate ITEM = new PageTemplate("item");
    private static final PageTemplate FORM = new PageTemplate("form");
    private static final String UID = "uid";
    private static final String DELETE = "delete";
    private static final String MERGE_CONFLICT = ErrorCode.MERGE_CONFLICT.wireName();
    private static final String VERSION_MISMATCH = ErrorCode.VERSION_MISMATCH.wireName();
    private static final int OK = 200;

    /// The item as it is.
    public Answer show(Visit visit) {
        var item = new ItemView(type, visit.read(one(visit)));
        return ITEM.page(
                OK,
                Map.of(
                        "frame", visit.frame(titled(visit, item.title()), type.plural()),
                        "item", item,
                        "talk", ChatTalk.of(visit, item),
                        "done", visit.asked("done").orElse(""),
                        "form", ItemForm.empty(type)));
    }

    /// An empty form.
    public Answer begin(Visit visit) {
        return form(visit, OK, ItemForm.empty(type), Stale.none());
    }

    public Answer edit(Visit visit) {
        var item = new ItemView(type, visit.read(one(visit)));
        return form(visit, OK, ItemForm.of(item, visit.moments()::day), Stale.none());
    }

    public Answer create(Visit visit) {
        var form = ItemForm.sent(type, "", visit.form());
        ApiAnswer answer = visit.send(
                ApiRequest.of("POST", "v1", type.plural()).json(form.payload()).header("Idempotency-Key", form.key()));
        return answer.isGood()
                ? Visit.to(
                        visit.at(form.address()) + "/" + answer.json().path(UID).asText() + "?done=created")
                : form(visit, answer.status(), form, Stale.refused(answer));
    }

    /// Stores a form over the version that it was made from, merged with what others have changed since.
    public Answer save(Visit visit) {
        var form = ItemForm.sent(type, uid(visit), visit.form());
        if (form.payload().isEmpty()) {
            return Visit.to(visit.at(form.address()) + "?done=saved");
        }
        ApiAnswer answer = visit.send(ApiRequest.of("PATCH", "v1", type.plural(), form.uid())
                .json(form.payload())
                .header("Idempotency-Key", form.key())
                .header("If-Match", "\"" + form.version() + "\"")
                .header("Prefer", "merge"));
        if (answer.isGood()) {
            boolean isMerged = answer.whole().headers().containsKey("Preference-Applied");
            return Visit.to(visit.at(form.address()) + "?done=" + (isMerged ? "merged" : "saved"));
        }
        return answer.code().equals(MERGE_CONFLICT) || answer.code().equals(VERSION_MISMATCH)
                ? stale(visit, form, answer)
                : form(visit, answer.status(), form, Stale.refused(answer));
    }

    /// Carries out an action of the type, an archive or a deletion.
    public Answer act(Visit visit) {
        FormText sent = visit.form();
        String action = sent.find("action").orElse("");
        ApiRequest asked =
                switch (action) {
                    case DELETE -> ApiRequest.of("DELETE", "v1", type.plural(), uid(visit));
                    case "restore" ->
                        ApiRequest.of("POST", "v1", type.plural(), uid(visit), "restore")
                                .json(Map.of("version", number(sent, "to")));
                    default ->
                        ApiRequest.of("POST", "v1", type.plural(), uid(visit), "process")
                                .json(Map.of("action", action));
                };
        JsonNode item = visit.read(conditional(asked, sent));
        String folder = visit.at("/console/" + type.plural());
        return action.equals(DELETE)
                ? Visit.to(folder + "?done=deleted&uid=" + uid(visit) + "&version="
                        + item.path("version").asInt())
                : Visit.to(folder + "/" + uid(visit) + "?done=" + (action.equals("restore") ? "restored" : "saved"));
    }

    /// Adds a message to a chat.
    public Answer say(Visit visit) {
        FormText sent = visit.form();
        var message = Json.object()
                .put("chatUid", uid(visit))
                .put("content", sent.find("content").orElse("").replace("\r\n", "\n"))
                .put("sender", visit.person().name());
        var _ = visit.read(ApiRequest.of("POST", "v1", "chat_messages")
                .json(message)
                .header("Idempotency-Key", sent.find("key").orElse("")));
        return Visit.to(visit.at("/console/chats/") + uid(visit) + "?done=said#said");
    }

    private Answer stale(Visit visit, ItemForm form, ApiAnswer refusal) {
        var present = new ItemView(type, visit.read(one(visit)));
        ApiAnswer base = visit.send(
                ApiRequest.get("v1", type.plural(), form.uid(), "history", Integer.toString(form.version())));
        var before = new ItemView(type, base.isGood() ? base.json() : Json.object());
        ItemForm again = form.over(present, visit.moments()::day);
        return form(visit, refusal.status(), again, Stale.of(form, before, present, refusal));
    }

    private Answer form(Visit visit, int status, ItemForm form, Stale stale) {
        String title = visit.words().of(form.isNew() ? "form.new." + type.name() : "form.edit");
        return FORM.page(
                status,
                Map.of(
                        "frame",
                        visit.frame(title, type.plural()),
                        "form",
                        form,
                        "milestones",
                        milestones(visit),
                        "stale",
                        stale));
    }

    /// The milestones of the project, for a type that belongs to them.
    private List<ItemView> milestones(Visit visit) {
        if (visit.project().isEmpty() || type.field("milestoneUid").isEmpty()) {
            return List.of();
        }
        var milestone = Entities.named("milestone");
        return ListPage.items(
                milestone,
                visit.read(ApiRequest.get("v1", milestone.plural())
                        .with("order", "dueDate")
                        .with("limit", "100")));
    }

    /// A request that is carried out on the version that the person saw, and once.
    private static ApiRequest conditional(ApiRequest asked, FormText sent) {
        ApiRequest once = sent.find("key")
                .filter(key -> !key.isEmpty())
                .map(key -> asked.header("Idempotency-Key", key))
                .orElse(asked);
        Optional<String> version = sent.find("version").filter(text -> !text.isEmpty());
        return version.map(seen -> once.header("If-Match", "\"" + seen + "\"")).orElse(once);
    }

    private static int number(FormText sent, String name) {
        return sent.find(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private ApiRequest one(Visit visit) {
        return ApiRequest.get("v1", type.plural(), uid(visit));
    }

    private static String titled(Visit visit, String title) {
        return title.isEmpty() ? visit.words().of("untitled") : title;
    }

    private static String uid(Visit visit) {
        return visit.request().parameter(UID);
    }
}
