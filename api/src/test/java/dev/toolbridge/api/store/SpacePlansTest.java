package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The question for the members of a space is asked once a statement in a shared space, and never in a personal one.
class SpacePlansTest {
    private static final String QUESTION = "Output: reached_space(";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT payload FROM item WHERE type = 'note'",
                "SELECT payload FROM change WHERE seq > 0",
                "UPDATE space_head SET seq = seq",
                "UPDATE item SET payload = payload",
                "DELETE FROM item_tag"
            })
    void personalSpacesAskNothing(String statement) {
        try (var workspace = new Workspace()) {
            UUID user = UUID.randomUUID();
            var personal = new Space("tenant", user);
            var items = new TestItems(workspace.database());
            items.createNote(personal, "{\"tags\":[\"one\"]}");
            items.createNote(personal, "{\"tags\":[\"one\"]}");

            List<String> plan = plan(workspace, personal, statement);

            assertThat(questions(plan)).as("%s", plan).isNotEmpty().allMatch(line -> line.contains("never executed"));
            var shared = new Space("tenant", user, List.of(UUID.randomUUID()));
            List<String> asking = plan(workspace, shared, statement);
            assertThat(questions(asking)).as("%s", asking).anyMatch(line -> line.contains("loops=1"));
        }
    }

    private static List<String> plan(Workspace workspace, Space space, String statement) {
        return workspace.database().inTransaction(connection -> {
            String explain = "EXPLAIN (ANALYZE, VERBOSE, TIMING OFF, COSTS OFF) " + statement;
            try (var query = SpaceQuery.prepare(connection, space, explain)) {
                return lines(query.rows());
            } finally {
                connection.rollback();
            }
        });
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        var lines = new ArrayList<String>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }

    /// The lines that say how often the members were asked for.
    private static List<String> questions(List<String> plan) {
        return IntStream.range(1, plan.size())
                .filter(line -> plan.get(line).contains(QUESTION))
                .mapToObj(line -> plan.get(line - 1))
                .toList();
    }
}
