package dev.toolbridge.console.view;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Request;
import java.util.List;

/// A page of a list.
///
/// @param items the items in their order
/// @param cursor the place behind them; empty if there are no more
/// @param request the request with its filters
public record Listing(EntityType type, List<ItemView> items, String cursor, Request request) {
    private static final List<String> FILTERS = List.of("q", "status", "tag", "order", "type");

    public Listing {
        items = List.copyOf(items);
    }

    /// The value of a filter.
    public String filter(String name) {
        return request.queryValue(name).orElse("");
    }

    /// Tells if something narrows the list.
    public boolean isNarrowed() {
        return List.of("q", "status", "tag").stream()
                .anyMatch(name -> !filter(name).isBlank());
    }

    public boolean hasMore() {
        return !cursor.isEmpty();
    }

    /// The address of the next page, with the same filters.
    public String next() {
        var query = new FormText();
        FILTERS.stream().filter(name -> !filter(name).isEmpty()).forEach(name -> query.add(name, filter(name)));
        return request.path() + "?" + query.add("cursor", cursor).text();
    }

    /// The statuses that items of the type can be filtered by.
    public List<String> statuses() {
        return switch (type.name()) {
            case "task" -> List.of("open", "in_progress", "completed", "archived");
            case "milestone" -> List.of("pending", "in_progress", "completed", "cancelled");
            case "note" -> List.of("active", "archived");
            default -> List.of();
        };
    }

    /// The orders that lists are shown in.
    public List<String> orders() {
        return type.field("dueDate").isPresent()
                ? List.of("changed.desc", "dueDate", "title", "createdAt.desc")
                : List.of("changed.desc", "title", "createdAt.desc");
    }
}
