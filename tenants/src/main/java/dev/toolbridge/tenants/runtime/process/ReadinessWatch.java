package dev.toolbridge.tenants.runtime.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Watches an instance until it is ready: two answers 2xx in a row when it is 2 s old, or a port that has been open
/// for 5 s, or a process that has run for 5 s. Another process begins anew.
final class ReadinessWatch {
    static final Duration AGE_MIN = Duration.ofSeconds(2);
    static final Duration UNCHECKED_MIN = Duration.ofSeconds(5);
    private static final int ANSWERS_MIN = 2;

    private final InstanceRecord entry;
    private long pid;
    private int answers;
    private Instant since = Instant.MAX;
    private String missing = "it has not been started";

    ReadinessWatch(InstanceRecord entry) {
        this.entry = entry;
    }

    /// True if readiness is more than an open port or a running process.
    boolean isChecked() {
        return entry.healthPath().isPresent();
    }

    /// The answer that is missing, for people.
    String missing() {
        return missing;
    }

    /// Looks at the instance once; true if it is ready.
    boolean isReached(long process, Instant begun) {
        if (process != pid) {
            pid = process;
            answers = 0;
            since = Instant.MAX;
        }
        return entry.healthPath().isPresent() ? answersWell(entry.healthPath().get(), begun) : holds(begun);
    }

    private boolean answersWell(String path, Instant begun) {
        HealthPage.Answer answer = HealthPage.ask(entry.port().orElseThrow(), path);
        answers = answer.isGood() ? answers + 1 : 0;
        missing = answer.words();
        return answers >= ANSWERS_MIN && isPast(begun, AGE_MIN);
    }

    private boolean holds(Instant begun) {
        Optional<Integer> port = entry.port();
        if (port.isPresent() && !FreePorts.isOpen(port.get())) {
            since = Instant.MAX;
            missing = "its port does not take connections yet";
            return false;
        }
        if (since.equals(Instant.MAX)) {
            since = port.isPresent() ? Instant.now() : begun;
        }
        missing = "it has not been up for " + UNCHECKED_MIN.toSeconds() + " seconds";
        return isPast(since, UNCHECKED_MIN);
    }

    private static boolean isPast(Instant begin, Duration age) {
        return !Instant.now().isBefore(begin.plus(age));
    }
}
