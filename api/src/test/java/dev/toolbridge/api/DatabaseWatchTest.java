package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// The health and the answers of a ready server whose database no longer accepts writes.
class DatabaseWatchTest {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(40);
    private static final String TOKEN = RunningServer.ownersToken("ada");

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Workspace workspace = new Workspace();
    private RunningServer server;

    @BeforeEach
    void start() throws InterruptedException {
        logged.start();
        logger().addAppender(logged);
        server = RunningServer.alone(workspace, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        workspace.close();
        logger().detachAppender(logged);
    }

    @Test
    void noticesThatItIsGoneThoughNobodyAsks() throws Exception {
        try (var own = TestPostgres.connect(workspace.login())) {
            asOwner("ALTER ROLE %s NOLOGIN");
            endConnections(own);
        }

        Await.until(() -> !reasons().isEmpty(), NOTICED_WITHIN);
        assertThat(reasons()).containsExactly("the database is unavailable");
        assertThat(unready()).contains("the database is unavailable");

        asOwner("ALTER ROLE %s LOGIN");
        Await.until(() -> unready().isEmpty(), NOTICED_WITHIN);
        assertThat(messages())
                .containsExactly("the database cannot be written to", "the database can be written to again");
    }

    @Test
    void isNotReadyWhileItIsReadOnly() throws Exception {
        var own = TestPostgres.connect(workspace.login());
        asOwner("ALTER ROLE %s SET default_transaction_read_only = on");
        endConnections(own);

        Await.until(() -> unready().isPresent(), NOTICED_WITHIN);
        assertThat(unready()).contains("the database is read-only");
        assertThat(server.post("/v1/notes", TOKEN, Map.of("title", "a")).statusCode())
                .isEqualTo(503);

        asOwner("ALTER ROLE %s RESET default_transaction_read_only");
        endConnections(own);
        Await.until(() -> unready().isEmpty(), NOTICED_WITHIN);
    }

    @Test
    void countsWhatAWriteRanInto() throws Exception {
        TestPostgres.execute(workspace.owner(), """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$""");
        TestPostgres.execute(
                workspace.owner(), "CREATE TRIGGER full_disk BEFORE INSERT ON item EXECUTE FUNCTION full_disk()");

        assertThat(server.post("/v1/notes", TOKEN, Map.of("title", "a")).statusCode())
                .isEqualTo(503);
        assertThat(unready()).contains("the disk of the database is full");
        server.post("/v1/notes", TOKEN, Map.of("title", "b"));
        assertThat(reasons()).containsExactly("the disk of the database is full");

        TestPostgres.execute(workspace.owner(), "DROP TRIGGER full_disk ON item");
        Await.until(() -> unready().isEmpty(), NOTICED_WITHIN);
    }

    private Optional<String> unready() {
        var answer = server.get("/readyz", "");
        return answer.statusCode() == 200
                ? Optional.empty()
                : Optional.of(RunningServer.json(answer).path("reason").asText());
    }

    private List<String> messages() {
        return List.copyOf(logged.list).stream().map(ILoggingEvent::getMessage).toList();
    }

    private List<String> reasons() {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getKeyValuePairs() != null)
                .map(event -> event.getKeyValuePairs().getFirst().value.toString())
                .toList();
    }

    private void asOwner(String statement) {
        TestPostgres.execute(
                workspace.owner(),
                String.format(Locale.ROOT, statement, workspace.login().user()));
    }

    /// Ends the role's other connections: a role may end its own.
    private static void endConnections(Connection own) throws SQLException {
        own.createStatement().execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE usename = current_user AND pid <> pg_backend_pid()""");
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.toolbridge.database.readiness.DatabaseWatch");
    }
}
