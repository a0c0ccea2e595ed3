package dev.toolbridge.tests.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final Duration BACK_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(9);
    private static final int NOTES_BEFORE_STOP = 100;
    private static final int WRITERS = 8;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void startsInOrderWithoutRightsAndEndsCleanly() throws Exception {
        try (var container = RunningContainer.begin(TenantDatabase.fresh())) {
            Await.until(START_MAX, () -> RunningContainer.isReady(container.sidecar()), container::output);
            assertThat(RunningContainer.isReady(container.api()))
                    .as("the sidecar is ready after the API")
                    .isTrue();
            assertThat(container.control("status").lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("RUNNING") || line.contains("STARTING"));
            var processes = container.processes();
            assertThat(processes.api().info().user()).isNotEqualTo(Optional.of("root"));
            assertThat(environmentOf(processes.sidecar())).doesNotContain("DATABASE_");
            assertThat(environmentOf(processes.api())).doesNotContain("DATABASE_OWNER_URL", "MAINTENANCE");

            var stream = stream(container);
            assertThat(timeToStop(container)).isLessThan(STOP_MAX);
            assertThat(stream).asString(UTF_8).contains("event: endpoint").endsWith("retry: 2000\n\n");
            assertThat(container.output().lines()).allSatisfy(line -> assertThat(
                            JsonValues.parse(line).path("timestamp").asText())
                    .as(line)
                    .isNotEmpty());
        }
    }

    @Test
    void startsAKilledProgramAgainWhileTheOtherLives() {
        try (var container = RunningContainer.start(TenantDatabase.fresh())) {
            var before = container.processes();
            kill(before.api());
            Await.until(BACK_MAX, () -> RunningContainer.answers(container.sidecar(), 503), container::output);
            container.awaitReady();
            var between = container.processes();
            assertThat(between.sidecar()).isEqualTo(before.sidecar());
            assertThat(between.api()).isNotEqualTo(before.api());

            try (var writers = Writers.start(container, NOTES_BEFORE_STOP)) {
                kill(between.sidecar());
                int written = writers.answered().size();
                container.awaitReady();
                writers.end();
                assertThat(container.processes().api()).isEqualTo(between.api());
                assertThat(writers.answered()).hasSizeGreaterThan(written);
                assertThat(writers.refused()).isEmpty();
                assertThat(writers.unanswered()).isZero();
            }
        }
    }

    @Test
    void endsWithAFailureWhenAProgramCannotBeKeptRunning() {
        try (var laidOut = LaidOut.open()) {
            var environment = RunningContainer.environment(laidOut, TenantDatabase.fresh());
            environment.remove("JWT_HS256_SECRET");
            var first = laidOut.start("toolbridge-container", environment);

            assertThat(first.exitCode()).isEqualTo(1);
            assertThat(first.output()).contains("JWT_HS256_SECRET", "cannot be kept running");
        }
    }

    @Test
    void answersAllThatItTookWhenStoppedUnderLoad() {
        var database = TenantDatabase.fresh();
        try (var container = RunningContainer.start(database);
                var writers = Writers.start(container, NOTES_BEFORE_STOP)) {
            assertThat(timeToStop(container)).isLessThan(STOP_MAX);
            writers.end();

            assertThat(writers.refused()).isEmpty();
            assertThat(writers.unanswered()).isEqualTo(WRITERS);
            assertThat(database.titles()).isEqualTo(writers.answered());
        }
    }

    /// The time until its end, which must be clean.
    private static Duration timeToStop(RunningContainer container) {
        Instant asked = Instant.now();
        assertThat(container.first().stop()).as(container::output).isZero();
        return Duration.between(asked, Instant.now());
    }

    /// An open stream of events.
    private static InputStream stream(RunningContainer container) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(container.sidecar().address().resolve("/sse"))
                .header("Authorization", "Bearer " + container.tokens().of("listener"))
                .build();
        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String environmentOf(ProcessHandle process) {
        return Checkout.text(Path.of("/proc/" + process.pid() + "/environ"));
    }
}
