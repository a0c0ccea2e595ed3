package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The items of a shared space that a wipe leaves: those of managed types, which tell what the space is.
///
/// @param changes each as a change of the new epoch
record KeptItems(List<ItemChange> changes) {
    private static final String OPERATION = "keep";

    private static final String READ = """
            SELECT type, uid, version, updated_at_ms, deleted_at_ms, payload::text FROM item
            WHERE tenant_id = ? AND space_id = ? AND type = ? AND seq < 9223372036854775807 AND deleted_at_ms IS NULL
            """;

    KeptItems {
        changes = List.copyOf(changes);
    }

    /// Reads them, in a transaction that has selected the space.
    static KeptItems of(Connection connection, Space space) throws SQLException {
        var changes = new ArrayList<ItemChange>();
        if (space.isShared()) {
            for (EntityType type : Entities.MANAGED) {
                read(connection, space, type, changes);
            }
        }
        return new KeptItems(changes);
    }

    private static void read(Connection connection, Space space, EntityType type, List<ItemChange> changes)
            throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, READ)) {
            ResultSet rows = query.bind(space.tenant())
                    .bind(space.id())
                    .bind(type.name())
                    .onlyRows();
            while (rows.next()) {
                changes.add(new ItemChange(
                        type,
                        ItemRows.item(rows),
                        Optional.empty(),
                        Optional.empty(),
                        OPERATION,
                        Optional.empty(),
                        OptionalLong.empty()));
            }
        }
    }

    /// Writes them once more, after the wipe.
    void writeAgain(Connection connection, Space space, Author author) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        long seq = SpaceHeads.take(connection, space, changes.size()) - changes.size();
        var rows = new ArrayList<ChangeRows.Row>();
        for (ItemChange change : changes) {
            seq++;
            rows.add(new ChangeRows.Row(seq, change, author));
        }
        ChangeRows.clearWiped(connection, rows);
        try (var query = SpaceQuery.prepareInside(connection, ChangeRows.WRITE)) {
            ChangeRows.bind(query, space, rows);
            query.execute();
        }
    }
}
