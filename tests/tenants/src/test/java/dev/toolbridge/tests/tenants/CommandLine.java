package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The script `toolbridge` on a platform of its own, with the programs of Debian unpacked beside it.
final class CommandLine {
    private static final Duration COMMAND_MAX = Duration.ofMinutes(4);
    private static final Path PROCESSES = Path.of("/proc");

    private final Path folder = folder();
    private final Map<String, String> settings = settings();

    /// The end of a command.
    record Ended(int status, String output) {

        String lastLine() {
            return output.strip().lines().reduce("", (_, line) -> line);
        }
    }

    /// Runs a command on the platform.
    Ended run(String... words) {
        var command = new ArrayList<>(List.of(Checkout.file("toolbridge").toString()));
        command.addAll(List.of(words));
        command.add("--data=" + data());
        try (var program = Program.start(command, settings)) {
            int status = program.exitCode(COMMAND_MAX)
                    .orElseThrow(() -> new AssertionError(command + " does not end:\n" + program.output()));
            return new Ended(status, program.output());
        }
    }

    /// Ends the process that looks after the platform.
    void endLauncher(Consumer<ProcessHandle> way) {
        ofThePlatform()
                .filter(process -> text(process, "cmdline").contains("--background"))
                .forEach(process -> {
                    way.accept(process);
                    process.onExit().join();
                });
    }

    /// The processes that work on the platform, by their command lines.
    List<String> left() {
        return ofThePlatform()
                .map(process -> text(process, "cmdline").replace('\0', ' '))
                .toList();
    }

    /// Their command lines or their environments name its folder.
    private Stream<ProcessHandle> ofThePlatform() {
        return ProcessHandle.allProcesses()
                .filter(process -> text(process, "cmdline").contains(data())
                        || text(process, "environ").contains(data()));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static String text(ProcessHandle process, String file) {
        try {
            Path path = PROCESSES.resolve(Long.toString(process.pid())).resolve(file);
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    private Map<String, String> settings() {
        var supervisord = DebianTool.required("supervisord", "supervisor").in(folder);
        var haproxy = DebianTool.required("haproxy", "haproxy").in(folder);
        var all = new HashMap<>(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.toString(),
                "XDG_CACHE_HOME",
                        Path.of(System.getProperty("user.home"), ".cache").toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "TOOLBRIDGE_JAVA_OPTIONS", String.join(" ", Program.COMPILER),
                "TOOLBRIDGE_BUILT", "1",
                "SUPERVISORD_PROGRAM", supervisord.program().toString(),
                "ROUTER_PROGRAM", haproxy.program().toString()));
        Optional.ofNullable(supervisord.environment().get("PYTHONPATH"))
                .ifPresent(path -> all.put("SUPERVISORD_PYTHONPATH", path));
        Optional.ofNullable(haproxy.environment().get("LD_LIBRARY_PATH"))
                .ifPresent(path -> all.put("ROUTER_LIBRARY_PATH", path));
        return all;
    }

    /// Short, since paths of sockets are, and open to the users of tenants.
    private static Path folder() {
        try {
            Path made = Files.createTempDirectory("tb-up-");
            return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
