package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The memory of the programs that all tenants share.
@OnOnePlatform
class MemoryTest {
    private static final long KIB = 1024;
    private static final long ROUTER_AND_SUPERVISORD_MIB = 40;

    /// At rest it has at most 150; other classes have worked on it.
    private static final long CONTROL_PLANE_MIB = 190;

    @Test
    void theSharedProgramsStaySmall(RunningPlatform platform) {
        PlatformFolder folder = platform.folder();
        Await.until(
                Recovery.BACK_MAX,
                () -> folder.router().isPresent() && folder.supervisord().isPresent(),
                () -> "they do not run");
        long router = memory(folder.router());
        long supervisord = folder.supervisord().map(PlatformFolder::memoryKb).orElseThrow();
        long control = ProcessHandle.of(platform.program().id())
                .map(PlatformFolder::memoryKb)
                .orElseThrow();
        System.out.println("The router takes " + router / KIB + " MiB, supervisord " + supervisord / KIB
                + " MiB, the control plane " + control / KIB + " MiB");
        assertThat(router).isPositive();
        assertThat(supervisord).isPositive();
        assertThat(control).isLessThanOrEqualTo(CONTROL_PLANE_MIB * KIB);
        assertThat(router + supervisord).isLessThanOrEqualTo(ROUTER_AND_SUPERVISORD_MIB * KIB);
    }

    /// The router's master and its workers.
    private static long memory(Optional<ProcessHandle> router) {
        return router.stream()
                .flatMap(master -> Stream.concat(Stream.of(master), master.children()))
                .mapToLong(PlatformFolder::memoryKb)
                .sum();
    }
}
