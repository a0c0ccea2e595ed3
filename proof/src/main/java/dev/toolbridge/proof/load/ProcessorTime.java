package dev.toolbridge.proof.load;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The processor's time that an API and the database's processes behind it have used. It depends least on what else the
/// machine does.
public record ProcessorTime(RunningApi api, ApiDatabase database) {
    private static final double NANOS_OF_MS = 1e6;

    /// The time that some work takes, in milliseconds. Connections that open or end meanwhile do not count.
    public double ofMs(Runnable work) {
        List<Long> backends = backends();
        double before = ms(backends);
        work.run();
        return ms(backends) - before;
    }

    private List<Long> backends() {
        String ids = database.text(
                "SELECT coalesce(string_agg(pid::text, ' '), '') FROM pg_stat_activity WHERE usename = '%s'"
                        .formatted(database.serverRole()));
        return Stream.of(ids.split(" ", -1))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private double ms(List<Long> backends) {
        return Stream.concat(Stream.of(api.program().id()), backends.stream())
                        .flatMap(id -> ProcessHandle.of(id).stream())
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToDouble(Duration::toNanos)
                        .sum()
                / NANOS_OF_MS;
    }
}
