package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A server that starts other programs, which outlive it, and end only when it is stopped.
///
/// @param server the server itself
/// @param machine the programs
public record MachineServer(ProgramServer server, MachinePrograms machine) implements Server {

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void awaitReady() throws InterruptedException {
        server.awaitReady();
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return server.process();
    }

    @Override
    public void stop() {
        server.stop();
        machine.end();
    }

    @Override
    public boolean answers(Duration limit) {
        return server.answers(limit);
    }

    @Override
    public int missesMax(HealthRhythm rhythm) {
        return server.missesMax(rhythm);
    }

    @Override
    public void end() {
        server.end();
    }

    @Override
    public Path log() {
        return server.log();
    }
}
