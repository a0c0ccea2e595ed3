package dev.toolbridge.database.session;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.session.SessionRows;
import java.util.Optional;
import java.util.UUID;

/// Sessions of the console in PostgreSQL.
public final class ConsoleSessionStore implements SessionRows {
    private static final String GOOD =
            " id = ? AND seen_at > now() - make_interval(secs => ?) AND created_at > now() - make_interval(secs => ?)";

    private static final String FIND = "SELECT content FROM console_session WHERE" + GOOD;

    /// Once a minute, so that reading pages costs no writes.
    private static final String SEE = """
            UPDATE console_session SET seen_at = now()
            WHERE id = ? AND seen_at < now() - interval '1 minute' RETURNING 1 AS seen
            """;

    private static final String BEGIN = """
            INSERT INTO console_session (id, user_id, content) VALUES (?, ?, ?) RETURNING 1 AS begun
            """;

    private static final String REPLACE = """
            UPDATE console_session SET content = ?, refreshed_at = now() - interval '1 hour'
            WHERE id = ? RETURNING 1 AS replaced
            """;

    private static final String CLAIM = """
            UPDATE console_session SET refreshed_at = now()
            WHERE id = ? AND refreshed_at < now() - interval '30 seconds' RETURNING 1 AS claimed
            """;

    private static final String END = "DELETE FROM console_session WHERE id = ? RETURNING 1 AS ended";

    private static final String END_ALL = "DELETE FROM console_session WHERE user_id = ? RETURNING 1 AS ended";

    /// The sessions that are over, some at a time, and the person's oldest beyond the limit.
    private static final String CLEAR = """
            DELETE FROM console_session WHERE id = ANY (ARRAY(
              (SELECT id FROM console_session WHERE seen_at < now() - make_interval(secs => ?) LIMIT 200)
              UNION ALL
              (SELECT id FROM console_session WHERE user_id = ? ORDER BY created_at DESC OFFSET ?)
            )) RETURNING 1 AS cleared
            """;

    private final Database database;

    public ConsoleSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> use(byte[] id) {
        Optional<byte[]> content = database
                .single(
                        FIND,
                        row -> row.column("content").get(byte[].class),
                        id,
                        (double) IDLE_MAX.toSeconds(),
                        (double) LIFE_MAX.toSeconds())
                .stream()
                .findFirst();
        if (content.isPresent()) {
            var _ = change(SEE, id);
        }
        return content;
    }

    @Override
    public void begin(byte[] id, UUID user, byte[] content) {
        var _ = change(CLEAR, (double) IDLE_MAX.toSeconds(), user, OF_PERSON_MAX - 1);
        if (!change(BEGIN, id, user, content)) {
            throw new IllegalStateException("a session was not kept");
        }
    }

    @Override
    public void replace(byte[] id, byte[] content) {
        var _ = change(REPLACE, content, id);
    }

    @Override
    public boolean claimRefresh(byte[] id) {
        return change(CLAIM, id);
    }

    @Override
    public void end(byte[] id) {
        var _ = change(END, id);
    }

    @Override
    public void endAll(UUID user) {
        var _ = change(END_ALL, user);
    }

    private boolean change(String sql, Object... values) {
        return !database.single(sql, _ -> true, values).isEmpty();
    }
}
