package dev.toolbridge.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server whose database is behind a pooler in transaction mode.
class PoolerTest {
    private static final int AT_A_TIME = 12;
    private static final int WRONG_SETTING = 78;
    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final Duration CUT_MAX = Duration.ofSeconds(12);
    private static final String IGNORING = "ignore_startup_parameters = options";
    private static final String SLOW_ITEMS = """
            CREATE FUNCTION wait_long() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON item FOR EACH ROW
              WHEN (NEW.payload ->> 'title' = 'slow') EXECUTE FUNCTION wait_long()
            """;

    private static ApiDatabase database;
    private static RunningApi direct;

    @BeforeAll
    static void start() {
        database = ApiDatabase.fresh();
        direct = database.start();
    }

    @AfterAll
    static void stop() {
        direct.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction | '' | auto | 300",
                "transaction | ignore_startup_parameters = options | auto | 300",
                "transaction | ignore_startup_parameters = options | transaction | 30",
                "session | '' | auto | 30"
            })
    void shortFlowsWorkThroughAPooler(String mode, String more, String setting, int flows) throws Exception {
        try (var pooler = PgBouncer.before(mode, more, database.login());
                var api = through(pooler, setting)) {
            assertThat(failures(api, flows)).isEmpty();
        }
    }

    @Test
    void aStatementThatTakesTooLongIsCutThroughAPoolerToo() {
        database.execute(SLOW_ITEMS);
        try (var pooler = PgBouncer.before("transaction", IGNORING, database.login());
                var api = through(pooler, "auto")) {
            var user = SyncClient.of(api);
            Instant begun = Instant.now();
            var reply = user.send(Call.of("POST", "/v1/notes").json("{\"title\":\"slow\"}"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(Duration.between(begun, Instant.now())).isBetween(STATEMENT, CUT_MAX);
            assertThat(user.get("/v1/notes").status()).isEqualTo(200);
        }
    }

    @Test
    void aStatementThatWaitsForALockIsCutThroughAPoolerToo() {
        try (var pooler = PgBouncer.before("transaction", "", database.login());
                var api = through(pooler, "auto")) {
            var user = SyncClient.of(api);
            Instant begun = Instant.now();
            var reply = database.holding("LOCK TABLE item IN ACCESS EXCLUSIVE MODE", () -> user.get("/v1/notes"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(STATEMENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Migrate,DATABASE_OWNER_URL",
        "Backup,DATABASE_MAINTENANCE_URL",
        "Reindex,DATABASE_MAINTENANCE_URL",
        "AuditVerify,DATABASE_OWNER_URL"
    })
    void whatNeedsASessionOfItsOwnSaysThatItNeedsTheDirectAddress(
            String program, String setting, @TempDir Path folder) {
        var words = new ArrayList<>(List.of("dev.toolbridge.api." + program));
        if (program.equals("Backup")) {
            words.addAll(List.of("backup", folder.resolve("backup").toString()));
        }
        try (var pooler = PgBouncer.before("transaction", IGNORING, database.owner(), database.login())) {
            String owner = pooler.to(database.owner()).reveal();
            var settings = Map.of(
                    "DATABASE_OWNER_URL", owner,
                    "DATABASE_MAINTENANCE_URL", owner,
                    "DATABASE_URL", database.login().reveal());
            try (var refused = Program.start("api", words, settings)) {
                assertThat(refused.exitCode()).as(refused::output).isEqualTo(WRONG_SETTING);
                assertThat(refused.output()).contains(setting, "pooler", "direct address");
            }
        }
    }

    private static RunningApi through(PgBouncer pooler, String setting) {
        return direct.startAgain(
                Map.of("DATABASE_URL", pooler.to(database.login()).reveal(), "DATABASE_POOLER", setting));
    }

    private static List<String> failures(RunningApi api, int count) throws InterruptedException, ExecutionException {
        var failures = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            var flows = new ArrayList<Future<List<String>>>();
            for (int flow = 0; flow < count; flow++) {
                Callable<List<String>> work = () -> flow(SyncClient.of(api, "flow-" + UUID.randomUUID()));
                flows.add(threads.submit(work));
            }
            for (Future<List<String>> flow : flows) {
                failures.addAll(flow.get());
            }
        }
        return failures;
    }

    /// The requests of one user, each on another of the pooler's sessions.
    private static List<String> flow(SyncClient user) {
        String uid = UUID.randomUUID().toString();
        String path = "/v1/notes/" + uid;
        var failures = new ArrayList<String>();
        expect(failures, 201, user, Call.of("POST", "/v1/notes").json("{\"uid\":\"" + uid + "\",\"title\":\"one\"}"));
        expect(failures, 200, user, Call.of("GET", path));
        expect(failures, 200, user, Call.of("PATCH", path).json("{\"title\":\"two\"}"));
        expect(failures, 200, user, Call.of("GET", "/v1/notes"));
        expect(failures, 200, user, Call.of("GET", path + "/history"));
        expect(failures, 200, user, Call.of("GET", "/v1/sync/state"));
        expect(failures, 200, user, Call.of("DELETE", path));
        return failures;
    }

    private static void expect(List<String> failures, int status, SyncClient user, Call call) {
        var reply = user.send(call);
        if (reply.status() != status) {
            failures.add(call + " -> " + reply);
        }
    }
}
