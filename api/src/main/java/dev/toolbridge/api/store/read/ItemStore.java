package dev.toolbridge.api.store.read;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;

/// The items in PostgreSQL. Every read is one round trip: the settings of row-level security travel with the query.
public final class ItemStore implements Items {

    private static final String FIND = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    private final Database database;
    private final SpaceHeads heads;

    public ItemStore(Database database) {
        this.database = database;
        this.heads = new SpaceHeads(database);
    }

    @Override
    public Lookup find(Space space, Key key) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, FIND)) {
                query.bind(space.tenant())
                        .bind(space.id())
                        .bind(key.type().name())
                        .bind(key.uid());
                ResultSet row = query.rows();
                if (!row.next()) {
                    return new Lookup.Missing();
                }
                Item item = ItemRows.item(row);
                PageRoom.count(item.payload().json().length);
                return Lookup.of(item);
            }
        });
    }

    @Override
    public Head head(Space space) {
        return heads.head(space);
    }
}
