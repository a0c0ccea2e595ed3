package dev.toolbridge.tests.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The live part of a program's heap: the machine collects its garbage before it counts. What only fills the gaps
/// between objects does not count.
public final class LiveHeap {
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final Pattern FILLER =
            Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\[?L?jdk\\.internal\\.vm\\.Filler.*$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

    private LiveHeap() {}

    public static long bytes(Program program) {
        try (var count = Program.start(List.of(JCMD, Long.toString(program.id()), "GC.class_histogram"), Map.of())) {
            int status = count.exitCode();
            var total = TOTAL.matcher(count.output());
            if (status != 0 || !total.find()) {
                throw new AssertionError("the heap was not counted:\n" + count.output());
            }
            long fillers = FILLER.matcher(count.output())
                    .results()
                    .mapToLong(filler -> Long.parseLong(filler.group(1)))
                    .sum();
            return Long.parseLong(total.group(1)) - fillers;
        }
    }
}
