package dev.toolbridge.proof.measurement;

import dev.toolbridge.deploy.ImageServer;
import dev.toolbridge.deploy.LocalServers;
import dev.toolbridge.deploy.TrialDatabase;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the image that `build-in-folder` made: time to ready, memory, processor, and a long load under its limit.
///
/// It prints rows of a table. It needs root, as the build of the image does.
public final class Measurement {
    private static final int MEMORY_MB = 512;
    private static final int STARTS = 5;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final double SOAK_SHARE = 0.8;
    private static final Duration SOAK_SLICE = Duration.ofSeconds(30);

    /// The alternatives, as options that follow those of the launcher.
    private static final List<Map.Entry<String, String>> VARIANTS = List.of(
            Map.entry("as shipped", ""),
            Map.entry("no ahead-of-time cache", "-XX:AOTMode=off"),
            Map.entry("ParallelGC", "-XX:-UseSerialGC -XX:+UseParallelGC"),
            Map.entry("G1", "-XX:-UseSerialGC -XX:+UseG1GC"),
            Map.entry("heap of 64 MB each", "-Xmx64m"),
            Map.entry("stacks of 256 KB", "-Xss256k"),
            Map.entry("first compiler only", "-XX:TieredStopAtLevel=1"));

    private final MeasuredImage image;
    private final LocalServers servers;

    private Measurement(MeasuredImage image, LocalServers servers) {
        this.image = image;
        this.servers = servers;
    }

    /// `Measurement <folder of build-in-folder> <run-in-folder> <minutes of soak>`; without minutes, the variants.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("toolbridge-measurement-");
        var image = new MeasuredImage(
                Path.of(arguments[1]).toAbsolutePath(),
                Path.of(arguments[0]).toAbsolutePath(),
                MEMORY_MB,
                work.resolve("container.log"));
        try (var database = new TrialDatabase(work)) {
            var measurement = new Measurement(image, LocalServers.on(database.environment()));
            measurement.migrate();
            if (arguments.length > 2) {
                measurement.starts();
                measurement.memoryAndSoak(Duration.ofMinutes(Integer.parseInt(arguments[2])));
            } else {
                measurement.variants();
            }
        }
    }

    private void migrate() throws IOException {
        var migration = ImageRun.start(image, servers.environment(), "/opt/toolbridge/bin/toolbridge-migrate");
        if (migration.end(false) != 0) {
            throw new IllegalStateException("the migration failed: " + Files.readString(image.log()));
        }
    }

    private void starts() throws IOException, InterruptedException {
        row("figure", "value");
        row("---", "---");
        long[] cold = new long[STARTS];
        long[] warm = new long[STARTS];
        for (int turn = 0; turn < STARTS; turn++) {
            image.forgetPages();
            cold[turn] = readyMs("");
            warm[turn] = readyMs("");
        }
        row("both ready, files not in the page cache, median of " + STARTS, median(cold) + " ms");
        row("both ready, files in the page cache, median of " + STARTS, median(warm) + " ms");
    }

    private void memoryAndSoak(Duration soak) throws IOException, InterruptedException {
        try (var run = started("")) {
            Await.pause(IDLE.dividedBy(4));
            double before = processorSeconds(run);
            Await.pause(IDLE);
            double idle = (processorSeconds(run) - before) / IDLE.toSeconds();
            row("processor when idle, both programs", percent(idle) + " of a core");
            row("memory when idle, both programs", memoryMb(run) + " MB");
            var load = new Load(servers);
            load.highest(LOAD);
            Load.Outcome highest = load.highest(LOAD);
            row("highest load", text(highest));
            row("memory after it, both programs", memoryMb(run) + " MB");
            soak(run, load, highest.perSecond() * SOAK_SHARE, soak);
        }
    }

    private void soak(ImageRun run, Load load, double perSecond, Duration length) throws IOException {
        long memory = 0;
        int failures = 0;
        double worst = 0;
        for (int slice = 0; slice < length.dividedBy(SOAK_SLICE); slice++) {
            Load.Outcome outcome = load.steady(SOAK_SLICE, perSecond);
            memory = Math.max(memory, memoryMb(run));
            failures += outcome.failures();
            worst = Math.max(worst, outcome.p99Ms());
            System.err.println(text(outcome) + ", " + memoryMb(run) + " MB");
        }
        row(
                "soak of " + length.toMinutes() + " minutes at " + Math.round(perSecond) + "/s under " + MEMORY_MB
                        + " MB",
                failures + " failures, worst p99 of " + SOAK_SLICE.toSeconds() + " s " + Math.round(worst) + " ms");
        row("memory in it, both programs", memory + " MB");
        row("control group's peak, with page cache", (image.peakBytes() >> 20) + " MB, " + image.kills());
    }

    private void variants() throws IOException, InterruptedException {
        row("choice", "ready, ms", "idle, MB", "under load, MB", "answers/s", "p99, ms");
        row("---", "---", "---", "---", "---", "---");
        for (var variant : VARIANTS) {
            long[] ready = {readyMs(variant.getValue()), readyMs(variant.getValue()), readyMs(variant.getValue())};
            try (var run = started(variant.getValue())) {
                Await.pause(IDLE.dividedBy(12));
                long idle = memoryMb(run);
                var load = new Load(servers);
                load.highest(LOAD.dividedBy(3));
                Load.Outcome outcome = load.highest(LOAD.dividedBy(2));
                row(
                        variant.getKey(),
                        Long.toString(median(ready)),
                        Long.toString(idle),
                        Long.toString(memoryMb(run)),
                        Long.toString(Math.round(outcome.perSecond())),
                        Long.toString(Math.round(outcome.p99Ms())));
            }
        }
    }

    private long readyMs(String options) throws IOException {
        try (var run = ImageRun.start(image, withOptions(options))) {
            return awaitReady(run).toMillis();
        }
    }

    private ImageRun started(String options) throws IOException {
        var run = ImageRun.start(image, withOptions(options));
        awaitReady(run);
        return run;
    }

    /// The time until the last server was ready.
    private Duration awaitReady(ImageRun run) {
        return ImageServer.ALL.stream()
                .map(server -> run.awaitReady(servers.of(server)))
                .reduce(Duration.ZERO, (longest, one) -> one.compareTo(longest) > 0 ? one : longest);
    }

    private Map<String, String> withOptions(String options) {
        var environment = new HashMap<>(servers.environment());
        environment.put("TOOLBRIDGE_JAVA_OPTIONS", options);
        return environment;
    }

    private static long memoryMb(ImageRun run) throws IOException {
        long sum = 0;
        for (ImageServer server : ImageServer.ALL) {
            sum += run.program(server.mainClass()).proportionalMb();
        }
        return sum;
    }

    private static double processorSeconds(ImageRun run) throws IOException {
        double sum = 0;
        for (ImageServer server : ImageServer.ALL) {
            sum += run.program(server.mainClass()).processorSeconds();
        }
        return sum;
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    private static String text(Load.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%.0f answers/s, median %.1f ms, p99 %.1f ms, %d failures",
                outcome.perSecond(),
                outcome.medianMs(),
                outcome.p99Ms(),
                outcome.failures());
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }
}
