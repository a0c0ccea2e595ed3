package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FormText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An import of a file.
///
/// @param json the import as the API tells it
public record ImportView(JsonNode json) {
    private static final int NAMED_MAX = 100;
    private static final Set<String> AT_WORK = Set.of("planning", "running", "undoing");
    private static final Set<String> OVER = Set.of("done", "failed", "cancelled", "undone");

    /// The number of items of a type.
    public record Count(String type, long items) {}

    public static List<ImportView> all(JsonNode imports) {
        return imports.valueStream().map(ImportView::new).toList();
    }

    /// The path of its page.
    public String address() {
        return "/console/imports/" + FormText.encoded(json.path("id").asText());
    }

    /// The name of its file, as a reader sees it.
    public String name() {
        return MarkdownHtml.visible(json.at("/file/name").asText());
    }

    public long bytes() {
        return json.at("/file/bytes").asLong();
    }

    public String state() {
        return json.path("state").asText();
    }

    /// Tells if a server works on it.
    public boolean isAtWork() {
        return AT_WORK.contains(state());
    }

    /// Tells if it has not ended.
    public boolean isOpen() {
        return !OVER.contains(state());
    }

    public boolean isPlanned() {
        return state().equals("planned");
    }

    public boolean isCancellable() {
        return isOpen() && !state().equals("undoing");
    }

    /// Tells if something was written that can be taken back.
    public boolean isUndoable() {
        return json.has("run") && !isOpen() && !state().equals("undone");
    }

    public boolean has(String part) {
        return json.has(part);
    }

    /// The number of items that are done.
    public long items() {
        return json.at("/progress/items").asLong();
    }

    /// The number of all items; 0 if it is not known.
    public long total() {
        return json.at("/progress/total").asLong();
    }

    /// The items in a second.
    public long rate() {
        return json.at("/progress/itemsPerSecond").asLong();
    }

    /// The seconds that are left at this rate, where that can be told.
    public Optional<Long> secondsLeft() {
        boolean isKnown = isAtWork() && rate() > 0 && total() > items();
        return isKnown ? Optional.of(Math.ceilDiv(total() - items(), rate())) : Optional.empty();
    }

    /// The program that the file is from.
    public String program() {
        return json.at("/plan/program").asText();
    }

    /// The numbers of items in the plan.
    ///
    /// @param kind `items` or `deleted`
    public List<Count> planned(String kind) {
        return json.path("plan")
                .path(kind)
                .propertyStream()
                .map(entry -> new Count(type(entry.getKey()), entry.getValue().asLong()))
                .filter(count -> count.items() > 0)
                .toList();
    }

    private static String type(String plural) {
        return Entities.ALL.stream()
                .filter(type -> type.plural().equals(plural))
                .map(EntityType::name)
                .findFirst()
                .orElse(plural);
    }

    /// The titles of the first items.
    public List<String> first() {
        return json.at("/plan/first")
                .valueStream()
                .map(title -> MarkdownHtml.visible(title.asText()))
                .toList();
    }

    /// The things that do not come over as they were: by the report, or by the plan before there is one.
    public JsonNode notAsItWas() {
        return (has("report") ? json.path("report") : json.path("plan")).path("notAsItWas");
    }

    /// The number of items in a part of the report.
    public long reported(String part) {
        return json.path("report").path(part).asLong();
    }

    /// The items that the report names, as far as a page shows them.
    public List<UndoPlan.Part> named() {
        return parts(json.at("/report/named"));
    }

    /// The items that the undo has left, as far as a page shows them.
    public List<UndoPlan.Part> kept() {
        return parts(json.at("/undo/named"));
    }

    private static List<UndoPlan.Part> parts(JsonNode named) {
        return named.valueStream().limit(NAMED_MAX).map(UndoPlan.Part::new).toList();
    }

    /// The path of the page of its run.
    public String runAddress() {
        return RunView.address(
                json.at("/run/id").asText(), json.at("/run/client").asText());
    }
}
