package dev.toolbridge.proof.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// The largest memory that a process has had, as the kernel says while it runs, and the processor's time.
public final class PeakMemory {
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int KB_OF_MB = 1_024;

    private final ProcessHandle process;
    private long peakMb;
    private Duration processor = Duration.ZERO;

    private PeakMemory(ProcessHandle process) {
        this.process = process;
    }

    /// Looks at a process until it ends.
    public static PeakMemory until(long id) {
        var memory = new PeakMemory(ProcessHandle.of(id).orElseThrow());
        while (memory.process.isAlive()) {
            memory.look();
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return memory;
    }

    /// Looks at a process once.
    public static PeakMemory of(long id) {
        var memory = new PeakMemory(ProcessHandle.of(id).orElseThrow());
        memory.look();
        return memory;
    }

    private void look() {
        try {
            var found = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            peakMb = found.find() ? Math.max(peakMb, Long.parseLong(found.group(1)) / KB_OF_MB) : peakMb;
            processor = process.info().totalCpuDuration().orElse(processor);
        } catch (IOException ended) {
            peakMb = Math.max(peakMb, 0);
        }
    }

    public long megabytes() {
        return peakMb;
    }

    public double processorSeconds() {
        return processor.toMillis() / 1_000.0;
    }
}
