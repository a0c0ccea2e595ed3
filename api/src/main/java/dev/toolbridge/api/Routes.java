package dev.toolbridge.api;

import dev.toolbridge.api.item.CursorCodec;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.rest.ApiRoute;
import dev.toolbridge.api.rest.EntityRoutes;
import dev.toolbridge.api.rest.HistoryRoutes;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;
import java.util.stream.Stream;

/// Every route of the API that a caller needs a token for.
final class Routes {

    private Routes() {}

    static List<ApiRoute> all(Items items, Journal journal, CursorCodec cursors) {
        return Entities.ALL.stream()
                .flatMap(type -> Stream.of(
                        new EntityRoutes(type, items, cursors).routes(),
                        new HistoryRoutes(type, items, journal, cursors).routes()))
                .flatMap(List::stream)
                .toList();
    }
}
