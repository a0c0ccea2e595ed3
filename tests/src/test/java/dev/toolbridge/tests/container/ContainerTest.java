package dev.toolbridge.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(9);
    private static final int NOTES_BEFORE_STOP = 100;

    @Test
    void runsBothProgramsWithoutRightsAndEndsCleanly() {
        try (var container = RunningContainer.start(TenantDatabase.fresh())) {
            assertThat(container.control("status").lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("RUNNING") || line.contains("STARTING"));
            assertThat(container.process("api").info().user()).isNotEqualTo(Optional.of("root"));
            assertThat(container.metrics().send(Call.of("GET", "/metrics")).body())
                    .contains("program=\"toolbridge-api\"", "program=\"toolbridge-mcp\"");
            assertThat(environment(container, "mcp")).doesNotContain("DATABASE_");
            assertThat(environment(container, "api")).doesNotContain("DATABASE_OWNER_URL", "MAINTENANCE");

            Instant asked = Instant.now();
            container.first().terminate();

            assertThat(container.first().exitStatus()).isZero();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(STOP_MAX);
            assertThat(container.output().lines()).allSatisfy(line -> assertThat(
                            JsonValues.parse(line).path("timestamp").asText())
                    .as(line)
                    .isNotEmpty());
        }
    }

    @Test
    void startsAKilledApiAgainWhileTheSidecarLives() {
        try (var container = RunningContainer.start(TenantDatabase.fresh())) {
            ProcessHandle sidecar = container.process("mcp");
            ProcessHandle killed = container.process("api");
            killed.destroyForcibly();
            killed.onExit().join();

            Await.until(BACK_MAX, () -> RunningContainer.isReady(container.api()), container::output);
            Await.until(BACK_MAX, () -> RunningContainer.isReady(container.sidecar()), container::output);
            assertThat(container.process("mcp")).isEqualTo(sidecar);
            assertThat(container.process("api")).isNotEqualTo(killed);
        }
    }

    @Test
    void startsAKilledSidecarAgainWhileTheApiServes() {
        try (var container = RunningContainer.start(TenantDatabase.fresh());
                var writers = Writers.start(container, NOTES_BEFORE_STOP)) {
            ProcessHandle api = container.process("api");
            ProcessHandle killed = container.process("mcp");
            killed.destroyForcibly();
            killed.onExit().join();
            int before = writers.answered().size();

            Await.until(BACK_MAX, () -> RunningContainer.isReady(container.sidecar()), container::output);
            writers.end();
            assertThat(container.process("api")).isEqualTo(api);
            assertThat(writers.answered()).hasSizeGreaterThan(before);
            assertThat(writers.refused()).isEmpty();
        }
    }

    @Test
    void endsWithAFailureWhenAProgramCannotBeKeptRunning() {
        var database = TenantDatabase.fresh();
        try (var laidOut = LaidOut.copy()) {
            var environment = RunningContainer.environment(laidOut, database);
            environment.remove("JWT_HS256_SECRET");
            var first = Launched.start(laidOut.program("toolbridge-container"), environment);

            assertThat(first.exitStatus()).isEqualTo(1);
            assertThat(first.output()).contains("JWT_HS256_SECRET", "cannot be kept running");
        }
    }

    @Test
    void answersAllThatItTookWhenStoppedUnderLoad() {
        var database = TenantDatabase.fresh();
        try (var container = RunningContainer.start(database);
                var writers = Writers.start(container, NOTES_BEFORE_STOP)) {
            container.first().terminate();
            assertThat(container.first().exitStatus()).isZero();
            writers.end();

            assertThat(writers.refused()).isEmpty();
            assertThat(writers.unanswered()).isPositive();
            assertThat(database.titles()).isEqualTo(writers.answered());
        }
    }

    private static String environment(RunningContainer container, String program) {
        return Checkout.text(Path.of("/proc/" + container.process(program).pid() + "/environ"));
    }
}
