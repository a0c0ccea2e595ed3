package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An item as a page shows it.
///
/// @param type its type
/// @param json the item as the API tells it
public record ItemView(EntityType type, JsonNode json) {
    private static final int LINE_LENGTH_MAX = 160;
    private static final Set<String> PAGED = Set.of("note", "task", "chat", "memory");

    /// The signs of Markdown that say nothing in one line; of a link its words stay.
    private static final Pattern MARKS = Pattern.compile(
            "\\[([^\\]\\n]{0,200})]\\([^)\\n]{0,500}\\)" + "|(?m)^[ \\t]{0,9}(?:#{1,6}|>|-)[ \\t]|\\*\\*|__|`");

    public String uid() {
        return json.path("uid").asText();
    }

    public int version() {
        return json.path("version").asInt();
    }

    public String updatedAt() {
        return json.path("updatedAt").asText();
    }

    public Optional<String> deletedAt() {
        return Optional.ofNullable(json.path("deletedAt").textValue());
    }

    /// The path of its page.
    public String address() {
        return "/console/" + type.plural() + "/" + uid();
    }

    /// The path of the page of an item of the personal space; empty for a type without pages.
    static String address(String type, String uid) {
        return PAGED.contains(type) ? "/console/" + Entities.named(type).plural() + "/" + uid : "";
    }

    /// The value of a field as text; a value of another kind as JSON.
    public String text(String field) {
        JsonNode value = json.path("payload").path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    public boolean has(String field) {
        return json.path("payload").hasNonNull(field);
    }

    /// The title; without one the first line of the text; empty if it has neither.
    public String title() {
        String title = text(type.field("title").isPresent() ? "title" : "name");
        return MarkdownHtml.visible(title.isBlank() ? line() : title);
    }

    /// The name of the field that holds its text.
    public String bodyField() {
        return type.field("content").isPresent() ? "content" : "description";
    }

    public String body() {
        return text(bodyField());
    }

    public Content html() {
        return MarkdownHtml.html(body());
    }

    /// The status of an item that has one; what it begins with if none is stored.
    public String status() {
        String stored = text("status");
        return switch (type.name()) {
            case "task" -> stored.isEmpty() ? "open" : stored;
            case "milestone" -> stored.isEmpty() ? "pending" : stored;
            default -> "";
        };
    }

    /// The colour of its status: `good` when it is done, `busy` while somebody works on it.
    public String tone() {
        return switch (text("status")) {
            case "completed", "archived" -> "good";
            case "in_progress" -> "busy";
            default -> "";
        };
    }

    /// The beginning of the text, in one line.
    public String line() {
        String all = MARKS.matcher(body()).replaceAll("$1").strip().replaceAll("\\s+", " ");
        int end = Math.min(all.length(), LINE_LENGTH_MAX);
        return MarkdownHtml.visible(end < all.length() ? all.substring(0, end) + "…" : all);
    }

    /// The values of a field that is a list.
    public List<String> values(String field) {
        var values = new ArrayList<String>();
        json.path("payload").path(field).forEach(value -> values.add(value.asText()));
        return values;
    }

    /// The same as a reader sees them.
    public List<String> visibleValues(String field) {
        return values(field).stream().map(MarkdownHtml::visible).toList();
    }

    /// The actions that would change it, and those that tell anew who did them, and when.
    public List<String> actions() {
        return type.actions().entrySet().stream()
                .filter(action -> !action.getValue().stamps().isEmpty()
                        || changes(action.getValue().fields()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean changes(Map<String, Object> fields) {
        return fields.entrySet().stream().anyMatch(field -> isOther(field.getKey(), field.getValue()));
    }

    /// A flag that is missing counts as false, and a missing status as the one that items begin with.
    private boolean isOther(String field, Object value) {
        if (has(field)) {
            return !text(field).equals(value.toString());
        }
        return !(value.equals(false) || value.equals("active") || value.equals("open") || value.equals("pending"));
    }
}
