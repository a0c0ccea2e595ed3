package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Copies a log and empties it while programs keep it open and write to it.
///
/// Writers are stopped from the last copied line until the log is empty, some milliseconds, so that no line is
/// lost: every process that has the log open, also one forked meanwhile, and each until all of its threads have
/// really stopped, since a signal waits for the end of a write. The shell does this, and continues the writers
/// even if this process is killed meanwhile. If the copy fails or a writer does not stop, nothing changes until
/// the next time.
final class LogRotation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            log=$1 older=$2
            shift 2
            stopped=

            # The processes that were named, and all others that have the log open for output.
            writers() {
              found="$*"
              for output in /proc/[0-9]*/fd/[12]; do
                [ "$output" -ef "$log" ] || continue
                pid=${output#/proc/} pid=${pid%%/*}
                case " $found " in *" $pid "*) ;; *) found="$found $pid" ;; esac
              done
              echo "$found"
            }

            # The state of each thread; of each process where /proc does not tell.
            states() {
              for pid in "$@"; do
                cat "/proc/$pid/task/"*/stat 2>/dev/null || ps -o state= -p "$pid"
              done | sed 's/^.*) //'
            }

            freeze() {
              attempts=100
              while [ "$attempts" -gt 0 ]; do
                now=$(writers "$@")
                stopped="$stopped $now"
                [ -z "$now" ] || kill -STOP $now 2>/dev/null
                if ! states $now | grep -q '^[^TtZX]' && [ "$(writers "$@")" = "$now" ]; then
                  return
                fi
                attempts=$((attempts - 1))
                sleep 0.01
              done
              return 1
            }

            go_on() { [ -z "$stopped" ] || kill -CONT $stopped 2>/dev/null; }
            give_up() { go_on; rm -f "$log.new"; exit 1; }
            bytes() { wc -c <"$1"; }

            cat "$log" >"$log.new" || give_up
            freeze "$@" || give_up
            tail -c "+$(($(bytes "$log.new") + 1))" "$log" >>"$log.new" || give_up
            [ "$(bytes "$log")" -eq "$(bytes "$log.new")" ] || give_up
            while [ "$older" -gt 1 ]; do
              [ ! -e "$log.$((older - 1))" ] || mv "$log.$((older - 1))" "$log.$older"
              older=$((older - 1))
            done
            mv "$log.new" "$log.1" && : >"$log"
            go_on
            """;

    private LogRotation() {}

    /// @param olderKept the number of older logs that stay beside it
    /// @param writer a process that writes to it
    static void of(Path log, int olderKept, Optional<ProcessHandle> writer) {
        var command =
                new ArrayList<>(List.of("sh", "-c", SCRIPT, "rotate", log.toString(), Integer.toString(olderKept)));
        writer.ifPresent(process -> {
            command.add(Long.toString(process.pid()));
            process.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        });
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException failed) {
            throw new LaunchFailure("the log " + log + " cannot be rotated", failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
