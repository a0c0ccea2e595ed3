package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Starts parts in their order, keeps the servers among them running, and stops them in the reverse order.
public final class Supervisor {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_BETWEEN_LOGS = Duration.ofSeconds(5);

    private final List<Part> parts;
    private final Progress progress;
    private final HealthRhythm rhythm;
    private final List<Thread> checks = new ArrayList<>();
    private final List<Watched> watched = new ArrayList<>();

    public Supervisor(List<Part> parts, Progress progress) {
        this(parts, progress, HealthRhythm.USUAL);
    }

    Supervisor(List<Part> parts, Progress progress, HealthRhythm rhythm) {
        this.parts = List.copyOf(parts);
        this.progress = progress;
        this.rhythm = rhythm;
    }

    /// Starts each part in turn. A task waits until the servers before it are ready; servers that follow each other
    /// start at the same time, and one that depends on another waits for it by itself.
    public void start() throws InterruptedException {
        for (Part part : parts) {
            switch (part) {
                case Task task -> run(task);
                case Server server -> start(server);
            }
        }
        awaitReady();
    }

    private void run(Task task) throws InterruptedException {
        awaitReady();
        Instant begin = Instant.now();
        task.run();
        progress.ready(task, Duration.between(begin, Instant.now()));
    }

    private void start(Server server) {
        var started = new Watched(server, progress, rhythm);
        watched.add(started);
        started.start();
    }

    private void awaitReady() throws InterruptedException {
        for (Watched server : watched) {
            server.awaitReady();
        }
    }

    /// Restarts servers that end or hang. Only an interruption makes it return.
    public void watch() throws InterruptedException {
        watched.forEach(server -> checks.add(Thread.startVirtualThread(() -> check(server))));
        Instant nextLogs = Instant.now();
        while (true) {
            watched.forEach(Watched::restartIfEnded);
            if (Instant.now().isAfter(nextLogs)) {
                watched.forEach(Watched::rotateLog);
                nextLogs = Instant.now().plus(PAUSE_BETWEEN_LOGS);
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Checks one server in its own thread, so that a hung one does not delay the checks of others.
    private void check(Watched server) {
        try {
            while (true) {
                Thread.sleep(rhythm.pause());
                server.endIfHung();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops the started parts; a part that cannot be stopped does not keep the others running.
    public void stop() {
        checks.forEach(Thread::interrupt);
        for (Watched server : watched.reversed()) {
            server.stop();
        }
    }
}
