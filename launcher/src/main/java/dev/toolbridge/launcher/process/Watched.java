package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A server that is started again when it ends.
final class Watched {
    private final Server server;
    private final Progress progress;
    private final HealthRhythm rhythm;
    private final Pulse pulse;
    private BackOff backOff = BackOff.startedAt(Instant.EPOCH);
    private boolean wasReady;
    private Optional<Instant> nextStart = Optional.empty();

    Watched(Server server, Progress progress, HealthRhythm rhythm) {
        this.server = server;
        this.progress = progress;
        this.rhythm = rhythm;
        this.pulse = new Pulse(rhythm, server.missesMax(rhythm));
    }

    void start() {
        backOff = BackOff.startedAt(Instant.now());
        server.start();
        progress.started(server);
    }

    void awaitReady() throws InterruptedException {
        if (wasReady) {
            return;
        }
        server.awaitReady();
        wasReady = true;
        pulse.answered();
        progress.ready(server, Duration.between(backOff.lastStart(), Instant.now()));
    }

    void restartIfEnded() {
        Instant now = Instant.now();
        if (nextStart.isPresent()) {
            nextStart.filter(now::isAfter).ifPresent(_ -> restart(now));
        } else if (server.process().isEmpty()) {
            scheduleRestart(now, "ended");
        }
    }

    /// Ends a hung server; [#restartIfEnded], which runs at the same time, starts it again.
    void endIfHung() {
        boolean runs = server.process().isPresent();
        if (runs && pulse.isHungAfter(server.answers(rhythm.answerMax()))) {
            progress.ended(server, "hangs, it missed its health checks, and is ended");
            server.end();
            pulse.restart();
        }
    }

    void rotateLog() {
        new LogFile(server.log()).rotateIfLong(server.process());
    }

    void stop() {
        try {
            server.stop();
        } catch (LaunchFailure failed) {
            progress.ended(server, failed.getMessage());
        }
    }

    private void restart(Instant now) {
        nextStart = Optional.empty();
        backOff = backOff.restartedAt(now);
        try {
            server.start();
            pulse.restart();
            progress.started(server);
        } catch (LaunchFailure failed) {
            scheduleRestart(Instant.now(), failed.getMessage());
        }
    }

    private void scheduleRestart(Instant now, String why) {
        Instant at = backOff.nextStart(now);
        nextStart = Optional.of(at);
        progress.ended(
                server,
                why + ", is started again in " + Duration.between(now, at).toMillis() + " ms");
    }
}
