package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ImportView;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FileForm;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// Files that the person brings in: sent, planned, carried out, taken back; and everything of the space to take out.
public final class ImportPages {
    private static final PageTemplate LIST = new PageTemplate("imports");
    private static final PageTemplate ONE = new PageTemplate("import");
    private static final String SECTION = "imports";
    private static final String FORMAT = "format";
    private static final String POST = "POST";
    private static final String TEXTS_MAX = "100";
    private static final EntityType TASK_LIST = Entities.named("task_list");
    private static final int OK = 200;

    /// The formats that the API reads, the first one for those who do not know.
    private static final List<String> FORMATS = List.of(
            "auto",
            "archive",
            "markdown",
            "notion",
            "keep",
            "todoist",
            "icalendar",
            "evernote",
            "chatgpt",
            "claude",
            "table");

    private static final List<String> FLAGS = List.of("tasks", "trash", "branches", "split");

    private ImportPages() {}

    public static Answer list(Visit visit) {
        return list(visit, OK, new FormText(), Stale.none());
    }

    /// Passes a file on to the API, which makes its plan. What the API has refused unread is read away, so that the
    /// browser hears of it.
    public static Answer upload(Visit visit) {
        FileForm form = visit.fileForm();
        ApiAnswer answer = visit.send(order(visit, form).file(form.file()));
        form.passOver();
        return answer.isGood()
                ? Visit.to(new ImportView(answer.json()).address())
                : list(visit, answer.status(), form.fields(), Stale.refused(answer));
    }

    private static ApiRequest order(Visit visit, FileForm form) {
        FormText fields = form.fields();
        ApiRequest asked = ApiRequest.of(POST, "v1", SECTION).with("name", form.name());
        for (String choice : List.of(FORMAT, "into", "map")) {
            asked = asked.with(choice, fields.find(choice).filter(value -> !value.isBlank()));
        }
        for (String flag : FLAGS) {
            asked = asked.with(flag, fields.find(flag).map(_ -> "true"));
        }
        var bound = visit.request().header("Content-Length");
        ApiRequest sized = bound.isPresent() ? asked.header("Content-Length", bound.get()) : asked;
        return fields.find("key")
                .map(key -> sized.header("Idempotency-Key", key))
                .orElse(sized);
    }

    public static Answer show(Visit visit) {
        return show(visit, OK, Stale.none());
    }

    /// Carries out what a button of the page says.
    public static Answer act(Visit visit) {
        return switch (visit.form().find("act").orElse("")) {
            case "start" -> done(visit, one(visit, POST).below("start"));
            case "undo" -> done(visit, one(visit, POST).below("undo"));
            case "cancel" -> done(visit, one(visit, "DELETE"));
            default -> show(visit);
        };
    }

    private static Answer done(Visit visit, ApiRequest asked) {
        ApiAnswer answer = visit.send(asked);
        return answer.isGood()
                ? Visit.to(new ImportView(answer.json()).address())
                : show(visit, answer.status(), Stale.refused(answer));
    }

    /// Everything of the space that the page is about, as a file.
    public static Answer export(Visit visit) {
        ApiAnswer answer = visit.send(ApiRequest.get("v1", "export")
                .with(FORMAT, visit.asked(FORMAT))
                .with("history", visit.asked("history")));
        var _ = visit.good(answer);
        return answer.whole();
    }

    private static Answer list(Visit visit, int status, FormText typed, Stale wrong) {
        List<ImportView> imports = visit.me().mayChange()
                ? ImportView.all(visit.read(ApiRequest.get("v1", SECTION)).path(SECTION))
                : List.of();
        var values = new LinkedHashMap<String, Object>();
        values.put("frame", visit.frame(visit.words().of("nav.imports"), SECTION));
        values.put(SECTION, imports);
        values.put("open", imports.stream().filter(ImportView::isOpen).findFirst());
        values.put("lists", taskLists(visit));
        values.put("formats", FORMATS);
        values.put("flags", FLAGS);
        values.put("key", UUID.randomUUID().toString());
        values.put("typed", typed.beginning(""));
        values.put("wrong", wrong);
        return LIST.page(status, values);
    }

    /// The task lists to choose from; none for those who may not see them.
    private static List<ItemView> taskLists(Visit visit) {
        if (!visit.me().mayChange()) {
            return List.of();
        }
        ApiAnswer answer = visit.send(ApiRequest.get("v1", TASK_LIST.plural()).with("limit", TEXTS_MAX));
        JsonNode items = answer.json().path("items");
        return items.valueStream().map(item -> new ItemView(TASK_LIST, item)).toList();
    }

    private static Answer show(Visit visit, int status, Stale wrong) {
        var shown = new ImportView(visit.read(one(visit, "GET")));
        var values = new LinkedHashMap<String, Object>();
        values.put("frame", visit.frame(shown.name(), SECTION));
        values.put("shown", shown);
        values.put("wrong", wrong);
        return ONE.page(status, values);
    }

    private static ApiRequest one(Visit visit, String method) {
        return ApiRequest.of(method, "v1", SECTION, visit.request().parameter("uid"));
    }
}
