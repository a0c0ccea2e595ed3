package dev.toolbridge.tests.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Shows the times of all lanes, since this lane is the last one.
class LaneTimesTest {

    @Test
    void everyLaneThatRanHasItsTime() {
        List<Path> times = Checkout.modules().stream()
                .filter(module -> module.startsWith(Checkout.file("tests")))
                .map(module -> module.resolve("target"))
                .filter(target -> Files.isDirectory(target.resolve("surefire-reports")))
                .filter(target -> !Path.of("").toAbsolutePath().equals(target.getParent()))
                .map(target -> target.resolve(LaneTime.FILE))
                .toList();
        Assumptions.assumeFalse(times.isEmpty(), "no lane was run by the build");

        assertThat(times).allSatisfy(time -> assertThat(time).exists());
        times.forEach(time -> System.out.print(Checkout.text(time)));
    }
}
