package dev.toolbridge.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ConflictView;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/// The conflicts of a project: both sides of each, and what to take of them.
public final class ConflictPages {
    private static final PageTemplate LIST = new PageTemplate("conflicts");
    private static final String SECTION = "conflicts";
    private static final String MERGED = "merged";
    private static final String FIELD = "field-";
    private static final String PATH = "/console/conflicts";
    private static final String SHOWN = "10";
    private static final int OK = 200;

    private ConflictPages() {}

    public static Answer list(Visit visit) {
        return list(visit, OK, Stale.none());
    }

    /// Settles one, by one of its sides or by fields that were typed.
    public static Answer settle(Visit visit) {
        FormText form = visit.form();
        String take = form.find("take").orElse("");
        var order = Json.object().put("take", take);
        if (take.equals(MERGED)) {
            order.set("payload", merged(form));
        }
        ApiAnswer answer = visit.send(all(visit, "POST")
                .below(visit.request().parameter("uid"), visit.request().parameter("version"), "resolve")
                .json(order));
        return answer.isGood()
                ? Visit.to(visit.at(PATH) + "?done=settled")
                : list(visit, answer.status(), Stale.refused(answer));
    }

    /// The fields of the kept side with those that were typed in their places.
    private static JsonNode merged(FormText form) {
        try {
            JsonNode kept = Json.parse(form.find("kept").orElse("").getBytes(StandardCharsets.UTF_8));
            if (kept instanceof ObjectNode fields) {
                form.beginning(FIELD).forEach((name, text) -> fields.put(name, text.replace("\r\n", "\n")));
                return fields;
            }
            return kept;
        } catch (JsonProcessingException notJson) {
            return Json.object().path("");
        }
    }

    private static Answer list(Visit visit, int status, Stale wrong) {
        JsonNode page = visit.read(all(visit, "GET").with("limit", SHOWN).with("cursor", visit.asked("cursor")));
        var conflicts = new ArrayList<ConflictView>();
        page.path(SECTION).forEach(json -> conflicts.add(new ConflictView(json)));
        return LIST.page(
                status,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.conflicts"), SECTION),
                        SECTION,
                        conflicts,
                        "next",
                        page.path("hasMore").asBoolean()
                                ? page.path("nextCursor").asText()
                                : "",
                        "done",
                        visit.asked("done").orElse(""),
                        "wrong",
                        wrong));
    }

    private static ApiRequest all(Visit visit, String method) {
        return ApiRequest.of(method, "v1", "projects", visit.project().orElseThrow(), SECTION);
    }
}
