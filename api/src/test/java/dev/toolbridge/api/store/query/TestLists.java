package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.OrderText;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The tasks of a space, read page by page.
record TestLists(TestItems items, Space space) {
    static final EntityType TASK = Entities.named("task");

    static TestLists of(TestItems items) {
        return new TestLists(items, new Space("tenant", UUID.randomUUID()));
    }

    static Filter filter(String conditions) {
        return new FilterText(FieldNames.of(TASK), TestItems.CONTEXT).whole("filter", conditions);
    }

    static ItemQuestion question(Filter filter, String order, boolean deletedToo) {
        return new ItemQuestion(
                filter,
                new OrderText(FieldNames.of(TASK)).whole("order", order),
                new Projection.Everything(),
                deletedToo);
    }

    List<Item> all(ItemQuestion question, int limit) {
        var all = new ArrayList<Item>();
        Optional<Cursor> after = Optional.empty();
        ItemPage page;
        do {
            page = items.lists().page(space, TASK, new ListQuery(question, limit, after));
            all.addAll(page.items());
            after = page.next();
        } while (page.hasMore());
        return all;
    }

    static List<UUID> uids(List<Item> items) {
        return items.stream().map(Item::uid).toList();
    }
}
