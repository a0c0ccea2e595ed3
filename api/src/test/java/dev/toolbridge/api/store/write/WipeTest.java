package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.store.SpaceStore;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WipeTest {
    private static final Workspace WORKSPACE = new Workspace();

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Spaces spaces = new SpaceStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void emptiesTheSpaceAndBeginsANewEpoch() throws SQLException {
        UUID session = UUID.randomUUID();
        items.createNote(space, "{}");
        items.create(space, Entities.named("task"), "{}");
        items.write(
                space,
                TestItems.NOTE,
                new Mutation.Delete(items.createNote(space, "{}").uid()));
        spaces.endSession(space, session, Instant.now().plusSeconds(60));

        var wiped = items.wipe(space);

        assertThat(wiped.epoch()).isEqualTo(2);
        assertThat(wiped.deleted())
                .containsEntry("note", 2L)
                .containsEntry("task", 1L)
                .containsEntry("comment", 0L)
                .hasSize(Entities.ALL.size());
        assertThat(rows("item")).isZero();
        assertThat(rows("change")).isEqualTo(1);
        var state = spaces.state(space, Optional.of(session));
        assertThat(state.epoch()).isEqualTo(2);
        assertThat(state.lastWipe().orElseThrow().by()).isEqualTo("tester");
    }

    @Test
    void leavesOtherSpacesAlone() throws SQLException {
        var other = new Space("tenant", UUID.randomUUID());
        items.createNote(other, "{}");

        items.wipe(space);

        assertThat(spaces.state(other, Optional.empty()).epoch()).isEqualTo(1);
        assertThat(rows(other, "item")).isEqualTo(1);
    }

    @Test
    void wipesASpaceThatHasNothingYet() {
        assertThat(items.wipe(space).epoch()).isEqualTo(2);
        items.createNote(space, "{}");
        assertThat(items.items().head(space).seq()).isEqualTo(2);
    }

    private int rows(String table) throws SQLException {
        return rows(space, table);
    }

    private static int rows(Space space, String table) throws SQLException {
        try (Connection connection = TestPostgres.connect(WORKSPACE.login());
                var query = SpaceQuery.prepare(connection, space, "SELECT count(*) FROM " + table)) {
            var row = query.rows();
            row.next();
            return row.getInt(1);
        }
    }
}
