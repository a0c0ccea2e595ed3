package dev.toolbridge.launcher.process;

import dev.toolbridge.service.monitoring.Run;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A program that serves HTTP.
public final class ProgramServer implements Server {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final String name;
    private final Command command;
    private final HttpProbe readiness;
    private final URI liveness;
    private final LogFile log;
    private volatile Optional<Process> process = Optional.empty();
    private long logBytesBefore;

    /// @param readiness the address that answers 200 and names the run when the program serves
    public ProgramServer(String name, Command command, URI readiness, Path log) {
        String run = UUID.randomUUID().toString();
        this.name = name;
        this.command = command.with(Run.KEY, run);
        this.readiness = HttpProbe.ofRun(readiness, run);
        this.liveness = readiness.resolve("/healthz");
        this.log = new LogFile(log);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        logBytesBefore = log.bytes();
        process = Optional.of(command.start(log.path()));
    }

    @Override
    public void awaitReady() throws InterruptedException {
        Instant deadline = Instant.now().plus(READY_TIMEOUT);
        while (!readiness.isReady()) {
            if (process().isEmpty()) {
                throw new LaunchFailure(log.sentenceSince(logBytesBefore).orElse(name + " ended at once") + " (see "
                        + log.path() + ")");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LaunchFailure(name + " was not ready after " + READY_TIMEOUT.toSeconds() + " s: "
                        + readiness.lastAnswer() + " (see " + log.path() + ")");
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return process.filter(Process::isAlive).map(running -> ProcessIdentity.of(running.toHandle()));
    }

    @Override
    public void stop() {
        process().ifPresent(Ending::of);
    }

    @Override
    public boolean answers(Duration limit) {
        return HttpProbe.isAnswered(liveness, limit);
    }

    @Override
    public int missesMax(HealthRhythm rhythm) {
        return rhythm.programMissesMax();
    }

    @Override
    public void end() {
        stop();
    }

    @Override
    public Path log() {
        return log.path();
    }
}
