package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// The person's API keys: made and shown once, replaced, ended.
///
/// @param fresh asks again who the person is, before a key is made
public record KeyPages(FreshSignIn fresh) {
    private static final PageTemplate KEYS = new PageTemplate("keys");
    private static final PageTemplate MADE = new PageTemplate("key");
    private static final String SECTION = "keys";
    private static final String PATH = "/console/keys";
    private static final int OK = 200;

    public Answer list(Visit visit) {
        JsonNode all = visit.read(ApiRequest.get("v1", SECTION)).path("keys");
        JsonNode keys = visit.project().isPresent() ? ofProject(visit, all) : all;
        return KEYS.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.keys"), SECTION),
                        "keys", keys,
                        "isFresh", fresh.isGood(visit),
                        "done", visit.asked("done").orElse("")));
    }

    /// Signs the person in anew, for what needs it.
    public Answer again(Visit visit) {
        return fresh.isGood(visit) ? Visit.to(visit.at(PATH)) : signIn(visit);
    }

    public Answer make(Visit visit) {
        if (!fresh.isGood(visit)) {
            return signIn(visit);
        }
        FormText form = visit.form();
        var order = Json.object().put("name", form.find("name").orElse(""));
        if (form.find("rights").filter("read"::equals).isPresent()) {
            order.putArray("scopes").add("*:read");
        }
        form.find("days")
                .filter(days -> days.matches("\\d{1,6}"))
                .ifPresent(days -> order.put("expiresInDays", Integer.parseInt(days)));
        ApiRequest asked = visit.project()
                .map(name -> ApiRequest.of("POST", "v1", "projects", name, "tokens"))
                .orElseGet(() -> ApiRequest.of("POST", "v1", SECTION));
        return shown(visit, visit.read(asked.json(order)));
    }

    private Answer signIn(Visit visit) {
        return fresh.ask(visit.at(PATH));
    }

    /// The keys that open the project of the page.
    private static JsonNode ofProject(Visit visit, JsonNode keys) {
        String id = ProjectPages.of(visit).path("id").asText();
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> {
            if (key.path("project").asText().equals(id)) {
                found.add(key);
            }
        });
        return found;
    }

    public Answer replace(Visit visit) {
        if (!fresh.isGood(visit)) {
            return signIn(visit);
        }
        return shown(
                visit,
                visit.read(ApiRequest.of("POST", "v1", SECTION, visit.request().parameter("id"), "rotate")
                        .json(Map.of("overlapDays", 1))));
    }

    public Answer end(Visit visit) {
        var _ = visit.read(
                ApiRequest.of("DELETE", "v1", SECTION, visit.request().parameter("id")));
        return Visit.to(visit.at(PATH) + "?done=ended");
    }

    private static Answer shown(Visit visit, JsonNode key) {
        return shown(visit, key, new Made(visit.at(PATH), "/v1/notes"));
    }

    /// The page that shows a new key this once.
    ///
    /// @param back the page of all keys
    /// @param example a path that it opens
    record Made(String back, String example) {}

    static Answer shown(Visit visit, JsonNode key, Made made) {
        return MADE.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("key.title"), SECTION),
                        "key",
                        key,
                        "back",
                        made.back(),
                        "example",
                        made.example()));
    }
}
