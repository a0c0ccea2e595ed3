package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A file that a running program adds lines to, and the older ones beside it: `api.log.1` is the newest of those.
record LogFile(Path path) {
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    /// With these a log takes at most five times as much as one file.
    private static final int OLDER_KEPT = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Copies the log aside and empties it. A program keeps its log open and goes on writing where it is: for
    /// the last lines and the emptying it stands still, some milliseconds, so that no line comes in between.
    /// The shell does that, and lets the program go on even if this process is killed meanwhile. When the copy
    /// fails, all stays as it is.
    private static final String ROTATE = """
            trap '' INT HUP TERM
            log=$1 older=$2
            shift 2
            go_on() { [ $# -eq 0 ] || kill -CONT "$@" 2>/dev/null; }
            copied() { wc -c <"$log.new"; }
            cat "$log" >"$log.new" || { rm -f "$log.new"; exit 1; }
            [ $# -eq 0 ] || kill -STOP "$@" 2>/dev/null
            while [ "$(wc -c <"$log")" -gt "$(copied)" ]; do
              tail -c "+$(($(copied) + 1))" "$log" >>"$log.new" || { go_on "$@"; rm -f "$log.new"; exit 1; }
            done
            while [ "$older" -gt 1 ]; do
              [ ! -e "$log.$((older - 1))" ] || mv "$log.$((older - 1))" "$log.$older"
              older=$((older - 1))
            done
            mv "$log.new" "$log.1" && : >"$log"
            go_on "$@"
            """;

    /// How long the file is.
    long bytes() {
        return path.toFile().length();
    }

    /// Rotates the log once it has grown too long.
    ///
    /// @param writer the process that writes to it, and its children; empty when nobody does
    void rotateIfLong(Optional<ProcessIdentity> writer) {
        if (bytes() > BYTES_MAX) {
            rotate(writer.flatMap(ProcessIdentity::find));
        }
    }

    void rotate(Optional<ProcessHandle> writer) {
        var command =
                new ArrayList<>(List.of("sh", "-c", ROTATE, "rotate", path.toString(), Integer.toString(OLDER_KEPT)));
        writer.ifPresent(process -> {
            command.add(Long.toString(process.pid()));
            process.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        });
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException failed) {
            throw new LaunchFailure("the log " + path + " cannot be rotated", failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last line since a position that is meant for people: a program that cannot start prints one such sentence.
    Optional<String> sentenceSince(long position) {
        return LogTail.from(path, position).newLines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("{") && !line.startsWith("\t"))
                .reduce((_, last) -> last);
    }
}
