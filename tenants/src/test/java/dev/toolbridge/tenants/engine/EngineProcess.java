package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that runs an [EngineProgram].
final class EngineProcess implements AutoCloseable {
    private final Process process;

    private EngineProcess(Process process) {
        this.process = process;
    }

    /// The databases of a program, and how it behaves.
    record Setting(DatabaseUrl control, DatabaseUrl outside, String pace, int lostPercent) {}

    static EngineProcess start(Setting setting) {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProgram.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        put(environment, "CONTROL", setting.control());
        put(environment, "OUTSIDE", setting.outside());
        environment.put("PACE", setting.pace());
        environment.put("LOST_PERCENT", Integer.toString(setting.lostPercent()));
        try {
            return new EngineProcess(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void put(Map<String, String> environment, String name, DatabaseUrl url) {
        environment.put(name + "_JDBC", url.jdbc());
        environment.put(name + "_USER", url.user());
        environment.put(name + "_PASSWORD", url.password().orElseThrow());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for the end, and not longer than the seconds given.
    boolean ends(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /// Freezes the process.
    void freeze() {
        signal("STOP");
    }

    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Kills the process, and waits until it is gone.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
