package dev.toolbridge.proof.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The kernel's figures of a process.
///
/// @param folder its folder in `/proc`
record ProcessFigures(Path folder) {
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss: +(\\d+) kB");
    private static final int USER_TICKS_FIELD = 11;
    private static final int TICKS_PER_SECOND = 100;
    private static final int KB_PER_MB = 1_024;

    /// Its memory; pages that it shares with others count by its share.
    long proportionalMb() throws IOException {
        var found = PROPORTIONAL.matcher(Files.readString(folder.resolve("smaps_rollup")));
        if (!found.find()) {
            throw new IOException(folder + " does not say its proportional set size");
        }
        return Long.parseLong(found.group(1)) / KB_PER_MB;
    }

    /// The processor time that it has used so far.
    double processorSeconds() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS_FIELD]) + Long.parseLong(fields[USER_TICKS_FIELD + 1]);
        return (double) ticks / TICKS_PER_SECOND;
    }
}
