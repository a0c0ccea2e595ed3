package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The memory of the programs that all tenants share.
@ExtendWith(OnePlatform.class)
class MemoryTest {
    private static final long KIB = 1024;
    private static final long ROUTER_AND_SUPERVISORD_MIB = 40;
    private static final long CONTROL_PLANE_MIB = 150;

    @Test
    void routerSupervisordAndControlPlaneStaySmall(RunningPlatform platform) {
        long shared = Stream.of(platform.folder().router(), platform.folder().supervisord())
                .flatMap(process -> process.stream())
                .flatMap(process ->
                        Stream.concat(Stream.of(process), process.children().filter(child -> child.info()
                                .command()
                                .equals(process.info().command()))))
                .mapToLong(PlatformFolder::memoryKb)
                .sum();
        long control = PlatformFolder.memoryKb(
                ProcessHandle.of(platform.program().id()).orElseThrow());
        System.out.println("The router and supervisord take " + shared / KIB + " MiB, the control plane "
                + control / KIB + " MiB");
        assertThat(shared).isPositive().isLessThanOrEqualTo(ROUTER_AND_SUPERVISORD_MIB * KIB);
        assertThat(control).isPositive().isLessThanOrEqualTo(CONTROL_PLANE_MIB * KIB);
    }
}
