package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.view.Listing;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The items of one type, by filters and in an order.
///
/// @param type the type of the items
public record ListPage(EntityType type) {
    private static final PageTemplate LIST = new PageTemplate("list");
    private static final PageTemplate TRASH = new PageTemplate("trash");
    private static final String SHOWN = "25";
    private static final int OK = 200;

    public Answer show(Visit visit) {
        ApiRequest asked = ApiRequest.get("v1", type.plural())
                .with("limit", SHOWN)
                .with("order", visit.asked("order").orElse("changed.desc"))
                .with("status", visit.asked("status").map(status -> "eq." + status))
                .with("tags", visit.asked("tag").map(ListPage::withTag))
                .with("text", visit.asked("q").map(words -> "wfts." + words))
                .with("cursor", visit.asked("cursor"));
        JsonNode page = visit.read(asked);
        return LIST.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav." + type.plural()), type.plural()),
                        "list", listing(visit, page, items(type, page))));
    }

    /// The deleted items of the types that have pages.
    public static Answer trash(Visit visit) {
        EntityType type = visit.asked("type").flatMap(ListPage::named).orElse(Entities.named("note"));
        JsonNode page = visit.read(ApiRequest.get("v1", type.plural())
                .with("includeDeleted", "true")
                .with("deletedAt", "is.not_null")
                .with("order", "changed.desc")
                .with("limit", SHOWN)
                .with("cursor", visit.asked("cursor")));
        return TRASH.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.trash"), "trash"),
                        "list", new ListPage(type).listing(visit, page, items(type, page))));
    }

    static List<ItemView> items(EntityType type, JsonNode page) {
        var items = new ArrayList<ItemView>();
        page.path("items").forEach(json -> items.add(new ItemView(type, json)));
        return items;
    }

    private Listing listing(Visit visit, JsonNode page, List<ItemView> items) {
        return new Listing(
                type,
                items,
                page.path("hasMore").asBoolean() ? page.path("nextCursor").asText() : "",
                visit.request());
    }

    private static Optional<EntityType> named(String plural) {
        return Types.SHOWN.stream().filter(type -> type.plural().equals(plural)).findFirst();
    }

    private static String withTag(String tag) {
        return "cs.{\"" + tag.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
}
