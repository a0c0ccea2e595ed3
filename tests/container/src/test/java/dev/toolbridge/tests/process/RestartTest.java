package dev.toolbridge.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs end in the middle of their work: acknowledged writes exist, and failed ones are reported.
class RestartTest {
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);
    private static final Secret PASSWORD = new Secret("only-for-this-test");
    private static final int WRITERS = 8;

    @Test
    void aServerThatIsAskedToStopStopsCleanlyAndComesBackWithEverything() {
        try (var first = RunningApi.start()) {
            String note = create(first, 1).at("/uid").asText();

            assertThat(first.program().stop()).isZero();
            try (var second = first.startAgain()) {
                assertThat(get(second, note).at("/payload/n").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKilledServer() throws InterruptedException {
        try (var first = RunningApi.start()) {
            var acknowledged = writeUntilKilled(first);
            try (var second = first.startAgain()) {
                assertThat(acknowledged)
                        .hasSizeGreaterThan(WRITERS)
                        .allSatisfy(uid -> assertThat(get(second, uid).status()).isEqualTo(200));
            }
        }
    }

    @Test
    void whileTheDatabaseIsAwayTheServerSaysSoAndRecoversByItself(@TempDir Path folder) {
        var database = new EmbeddedPostgresConfig(
                folder,
                folder.resolve("log"),
                Ports.free(),
                PASSWORD,
                PASSWORD,
                EmbeddedPostgresConfig.Durability.FULL);
        try (var postgres = EmbeddedPostgres.start(database);
                var api = RunningApi.start(postgres.ownerUrl(), login(postgres.ownerUrl()))) {
            String note = create(api, 1).at("/uid").asText();

            postgres.process().orElseThrow().destroyForcibly();
            Await.until(RECOVERY_MAX, () -> !api.isReady(), () -> "the API calls itself ready without a database");
            var refused = create(api, 2);
            assertThat(refused.status()).as(refused::toString).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.at("/code").asText()).isEqualTo("unavailable");
            assertThat(refused.body()).doesNotContainIgnoringCase("sql", "exception", "postgres", "connection");
            assertThat(api.server().send(Call.of("GET", "/healthz")).status()).isEqualTo(200);

            try (var _ = EmbeddedPostgres.start(database)) {
                Await.until(
                        RECOVERY_MAX,
                        api::isReady,
                        () -> "the API does not recover: " + api.program().output());
                assertThat(get(api, note).status()).isEqualTo(200);
                assertThat(create(api, 3).status()).isEqualTo(201);
            }
        }
    }

    /// Eight writers write until the server is gone; returns the uids of the acknowledged items.
    private static List<String> writeUntilKilled(RunningApi api) throws InterruptedException {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> writers.submit(() -> writeUntilGone(api)))
                    .toList();
            Await.until(RECOVERY_MAX, () -> count(api) > 100, () -> "nothing is written");
            api.program().kill();
            var acknowledged = new ArrayList<String>();
            for (var writer : running) {
                acknowledged.addAll(writer.get());
            }
            return acknowledged;
        } catch (ExecutionException failed) {
            throw new AssertionError("a writer failed", failed);
        }
    }

    private static List<String> writeUntilGone(RunningApi api) {
        var acknowledged = new ArrayList<String>();
        while (api.program().isAlive()) {
            try {
                acknowledged.add(create(api, 1).at("/uid").asText());
            } catch (UncheckedIOException gone) {
                assertThat(gone.getMessage()).startsWith("POST");
            }
        }
        return acknowledged;
    }

    private static int count(RunningApi api) {
        return api.server()
                .send(signed(api, Call.of("GET", "/v1/notes?limit=1000")))
                .at("/items")
                .size();
    }

    private static Reply create(RunningApi api, int n) {
        return api.server().send(signed(api, Call.of("POST", "/v1/notes").json("{\"n\":" + n + "}")));
    }

    private static Reply get(RunningApi api, String uid) {
        return api.server().send(signed(api, Call.of("GET", "/v1/notes/" + uid)));
    }

    private static Call signed(RunningApi api, Call call) {
        return call.with("Authorization", "Bearer " + api.tokens().of("someone"));
    }

    private static DatabaseUrl login(DatabaseUrl owner) {
        return owner.as("server_of_this_test", Optional.of(PASSWORD.reveal()));
    }
}
