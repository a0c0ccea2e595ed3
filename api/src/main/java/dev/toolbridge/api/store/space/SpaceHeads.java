package dev.toolbridge.api.store.space;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The heads of spaces. The first request to a space creates its head.
public final class SpaceHeads {

    public static final String READ = """
            SELECT incarnation, epoch, seq, tombstone_floor FROM space_head WHERE tenant_id = ? AND space_id = ?
            """;

    /// Takes numbers, and holds the head until the transaction ends.
    public static final String TAKE_NUMBERS =
            "UPDATE space_head SET seq = seq + ? WHERE tenant_id = ? AND space_id = ? RETURNING seq, epoch";

    /// Gives a row while the space still has wiped rows. It runs as a separate statement after the one that
    /// takes the head: that one, if it waited for a wipe, does not see the rows that the wipe has left.
    public static final String HOLDS_WIPED = "SELECT FROM wiped_space WHERE tenant_id = ? AND space_id = ?";

    private static final String CREATE =
            "INSERT INTO space_head (tenant_id, space_id) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private final Database database;

    public SpaceHeads(Database database) {
        this.database = database;
    }

    public Head head(Space space) {
        return orBegin(space, () -> find(space));
    }

    /// The result of an attempt; if it finds no head, the head is created and the attempt repeated.
    public <T> T orBegin(Space space, Supplier<Optional<T>> attempt) {
        return attempt.get().orElseGet(() -> {
            begin(space);
            return attempt.get()
                    .orElseThrow(() -> new IllegalStateException("the head of a space is not visible to its writer"));
        });
    }

    /// Takes numbers in a transaction that already holds the head, and gives the last of them.
    public static long take(Connection connection, Space space, int count) throws SQLException {
        try (var query = SpaceQuery.prepare(connection, space, TAKE_NUMBERS)) {
            ResultSet head =
                    query.bind(count).bind(space.tenant()).bind(space.id()).rows();
            head.next();
            return head.getLong("seq");
        }
    }

    /// A shared space has its head from its beginning: whom it is not shown to has been removed meanwhile.
    private void begin(Space space) {
        if (space.isShared()) {
            throw Refusals.noSpace();
        }
        database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, CREATE)) {
                query.bind(space.tenant()).bind(space.id()).execute();
                return space;
            }
        });
    }

    public static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getObject("incarnation", UUID.class),
                row.getInt("epoch"),
                row.getLong("seq"),
                row.getLong("tombstone_floor"));
    }

    private Optional<Head> find(Space space) {
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, READ)) {
                ResultSet row = query.bind(space.tenant()).bind(space.id()).rows();
                return row.next() ? Optional.of(head(row)) : Optional.empty();
            }
        });
    }
}
