package dev.toolbridge.api.store.context;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.project.ContextQuestion;
import dev.toolbridge.api.project.Contexts;
import dev.toolbridge.api.project.ProjectContext;
import dev.toolbridge.api.store.read.PageRoom;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Contexts of projects in PostgreSQL, each in one round trip.
public final class ContextStore implements Contexts {

    /// All parts, in their order in the answer.
    private static final List<ContextPart> PARTS = List.of(
            new ProjectPart(),
            new MembersPart(),
            new MilestonesPart(),
            new TasksPart(),
            new MemoriesPart(),
            new EnvironmentPart(),
            new McpConfigurationPart());

    private final Database database;

    public ContextStore(Database database) {
        this.database = database;
    }

    @Override
    public ProjectContext read(Space space, ContextQuestion question) {
        List<ContextPart> parts = PARTS.stream()
                .filter(part -> question.types().contains(part.type()))
                .toList();
        return database.with(connection -> {
            try (var query = SpaceQuery.prepare(connection, space, ContextSql.of(parts))) {
                query.bind(question.level().orElse(""))
                        .bind(question.since().map(Cursor::seq).orElse(0L))
                        .bind(question.environment().orElse(""))
                        .bind(space.tenant())
                        .bind(space.id());
                return context(query.rows(), question, new ContextRows(parts));
            }
        });
    }

    /// Without a head, the sender has just ceased to be a member.
    private static ProjectContext context(ResultSet row, ContextQuestion question, ContextRows rows)
            throws SQLException {
        if (!row.next()) {
            throw Refusals.noSpace();
        }
        Head head = SpaceHeads.head(row);
        question.since().ifPresent(place -> place.requireFollowed(head));
        String level = row.getString("level");
        do {
            rows.take(row);
        } while (row.next());
        PageRoom.count(rows.bytes());
        ObjectNode shown = question.since().isPresent() ? rows.changed() : rows.whole();
        return new ProjectContext(Cursor.of(head, head.seq()), level, shown, rows.dropped());
    }
}
