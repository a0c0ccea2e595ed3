package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tenants.runtime.process.ProcessRuntimeConfig.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rights of instances.
class ConfinementTest {
    private static final ProcessBench BENCH = ProcessBench.open();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void eachTenantHasAUserOfItsOwnThatReadsNothingOfOthers() throws JsonProcessingException {
        Assumptions.assumeTrue(
                BENCH.runtime().capabilities().of(Capability.ISOLATED).isTrue(), "only root gives users");
        InstanceOrder one = order(UUID.randomUUID(), 0);
        InstanceOrder other = order(UUID.randomUUID(), 0);
        Observed first = BENCH.ready(one);
        Observed second = BENCH.ready(other);
        Observed sibling = BENCH.ready(order(one.name().tenant(), 1));

        JsonNode self = self(first);
        assertThat(self.path("user").asInt()).isGreaterThanOrEqualTo(ProcessRuntimeConfig.USERS.first());
        assertThat(self(sibling).path("user").asInt())
                .isEqualTo(self.path("user").asInt());
        assertThat(self(second).path("user").asInt())
                .isNotEqualTo(self.path("user").asInt());
        assertThat(self.path("groups")).isEmpty();

        String secret = BENCH.folder().secrets(one.name()).resolve("KEY").toString();
        assertThat(read(first, secret)).isEqualTo("of " + one.name());
        assertThat(read(second, secret)).isEqualTo("PermissionError");
        for (Path mine :
                List.of(BENCH.folder().record(one.name()), BENCH.folder().program(one.name()))) {
            assertThat(read(first, mine.toString())).isEqualTo("PermissionError");
        }
        assertThat(read(first, BENCH.folder().output(one.name()).toString())).isEqualTo("PermissionError");
        assertThat(read(second, "/proc/" + first.pid().orElseThrow() + "/environ"))
                .isEqualTo("PermissionError");
    }

    @Test
    void noInstanceGainsRightsOrLearnsTheEnvironmentOfSupervisord() throws JsonProcessingException {
        InstanceOrder order = order(UUID.randomUUID(), 0);
        Observed instance = BENCH.ready(order);

        assertThat(read(instance, "/proc/self/status")).containsPattern("NoNewPrivs:\\s*1");
        JsonNode self = self(instance);
        assertThat(self.path("folder").asText())
                .isEqualTo(BENCH.folder().work(order.name()).toString());
        assertThat(self.path("environment").path("TOOLBRIDGE_MEMORY_MB").asText())
                .isEqualTo("128");
        assertThat(self.path("environment").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "HOME",
                        "HOST",
                        "HTTP_PORT",
                        "KEY_FILE",
                        "LANG",
                        "PATH",
                        "PORT",
                        "TMPDIR",
                        "TOOLBRIDGE_INSTANCE",
                        "TOOLBRIDGE_MEMORY_MB");
    }

    @Test
    void whatIsMissingIsSaidAndRootRunsNothingWithoutIt() {
        assertThat(new Confinement(false, true).isolated().isTrue()).isFalse();
        assertThat(new Confinement(false, true).words(OptionalInt.empty())).contains("--no-new-privs", "--pdeathsig");
        assertThat(new Confinement(false, false).words(OptionalInt.empty())).isEmpty();
        assertThat(new Confinement(false, false).endsWithRuntime().isTrue()).isFalse();
        assertThatExceptionOfType(RefusedOrder.class)
                .isThrownBy(() -> new Confinement(true, false).words(OptionalInt.of(1)));
    }

    @Test
    void aUserIsNeverGivenToASecondTenant() {
        var users = new TenantUsers(folder, new Range(70_000, 70_001));
        UUID one = UUID.randomUUID();

        assertThat(users.of(one)).isEqualTo(70_000);
        assertThat(users.of(one)).isEqualTo(70_000);
        users.forget(one);
        users.forget(one);
        assertThat(users.of(UUID.randomUUID())).isEqualTo(70_001);
        assertThatExceptionOfType(RefusedOrder.class)
                .isThrownBy(() -> users.of(UUID.randomUUID()))
                .withMessageContaining("70001");
    }

    @Test
    void destroyingATenantLeavesNoFileOfIt() throws IOException {
        InstanceOrder order = order(UUID.randomUUID(), 0);
        BENCH.ready(order);

        BENCH.runtime().destroy(InstanceSelection.of(order.name().tenant()));

        try (var files = Files.walk(BENCH.folder().supervisor().root())) {
            assertThat(files.map(Path::toString))
                    .noneMatch(path -> path.contains(order.name().tenant().toString()));
        }
    }

    private static InstanceOrder order(UUID tenant, int number) {
        var name = new InstanceName(tenant, "app", 1, "web", number);
        Workload plain = BENCH.server(Map.of());
        return ProcessBench.order(
                name,
                new Workload(
                        plain.artefact(),
                        plain.command(),
                        plain.settings(),
                        Map.of("KEY", new Secret("of " + name)),
                        plain.ports(),
                        plain.memoryMb(),
                        plain.healthPath(),
                        plain.stopTimeout()));
    }

    private static JsonNode self(Observed instance) throws JsonProcessingException {
        return Json.parse(ProcessBench.page(instance, "/self").getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Observed instance, String file) {
        return ProcessBench.page(instance, "/read?file=" + file);
    }
}
