package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ChangedText;
import dev.toolbridge.console.view.JournalView;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.http.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The versions of an item, and what changed from one to another.
///
/// @param type the type of the item
public record HistoryPages(EntityType type) {
    private static final PageTemplate HISTORY = new PageTemplate("history");
    private static final PageTemplate VERSION = new PageTemplate("version");
    private static final String SHOWN = "25";
    private static final int OK = 200;

    public Answer list(Visit visit) {
        JsonNode page = visit.read(ApiRequest.get("v1", type.plural(), uid(visit), "history")
                .with("payload", "false")
                .with("limit", SHOWN)
                .with("cursor", visit.asked("cursor")));
        var changes = new ArrayList<JournalView>();
        page.path("items").forEach(json -> changes.add(new JournalView(type.name(), uid(visit), json)));
        return HISTORY.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("history.title"), type.plural()),
                        "address",
                        address(visit),
                        "changes",
                        changes,
                        "next",
                        page.path("hasMore").asBoolean()
                                ? page.path("nextCursor").asText()
                                : ""));
    }

    public Answer version(Visit visit) {
        String version = visit.request().parameter("version");
        JsonNode change = visit.read(ApiRequest.get("v1", type.plural(), uid(visit), "history", version));
        JsonNode difference = visit.read(ApiRequest.get("v1", type.plural(), uid(visit), "history", version, "diff")
                .with("from", visit.asked("from")));
        return VERSION.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("version.title", version), type.plural()),
                        "address",
                        address(visit),
                        "change",
                        new JournalView(type.name(), uid(visit), change),
                        "from",
                        difference.path("from").asInt(),
                        "fields",
                        fields(difference),
                        "key",
                        UUID.randomUUID().toString()));
    }

    /// The changed fields: texts by their lines, other values whole.
    private static Map<String, ChangedText> fields(JsonNode difference) {
        var fields = new LinkedHashMap<String, ChangedText>();
        for (JsonNode changed : difference.path("changed")) {
            String name = changed.asText();
            JsonNode hunks = difference.path("text").path(name).path("hunks");
            fields.put(name, hunks.isArray() ? ChangedText.of(hunks) : whole(difference, name));
        }
        return fields;
    }

    private static ChangedText whole(JsonNode difference, String field) {
        var after = new StringBuilder();
        for (JsonNode step : difference.path("patch")) {
            if (JournalView.top(step.path("path").asText()).equals(field)) {
                JsonNode value = step.path("value");
                after.append(value.isTextual() ? value.textValue() : value.toString())
                        .append('\n');
            }
        }
        return ChangedText.between("", after.toString());
    }

    private String address(Visit visit) {
        return visit.at("/console/" + type.plural()) + "/" + uid(visit);
    }

    private static String uid(Visit visit) {
        return visit.request().parameter("uid");
    }
}
