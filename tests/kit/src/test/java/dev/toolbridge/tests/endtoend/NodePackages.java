package dev.toolbridge.tests.endtoend;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Packages that npm installs into a folder of the build, with a Node that is new enough for them.
///
/// @param name the folder
/// @param packages the packages with their versions
public record NodePackages(String name, List<String> packages) {
    private static final String NODE = "node@22.23.3";
    private static final Duration INSTALL_MAX = Duration.ofMinutes(3);
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final Pattern LISTENING = Pattern.compile("listening at (http://\\S+)");
    private static final int STILL_RUNNING = -1;

    public NodePackages {
        packages = List.copyOf(packages);
    }

    /// Installs the packages if they are missing; false if npm cannot.
    public boolean install() {
        return install(this);
    }

    /// Installs one set at a time: several tests need the same packages, those of other lanes too.
    private static synchronized boolean install(NodePackages wanted) {
        try (var lock = FileChannel.open(
                        Files.createDirectories(wanted.folder()).resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            return wanted.installed();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean installed() {
        Path done = folder().resolve("installed");
        if (Files.exists(done)) {
            return true;
        }
        String script = "npm install --no-audit --no-fund --prefix \"$0\" \"$@\" && : >\"$0/installed\"";
        var command = new ArrayList<>(List.of("sh", "-c", script, folder().toString(), NODE));
        command.addAll(packages);
        try (var install = Program.start(command, environment())) {
            return install.exitCode(INSTALL_MAX).orElse(STILL_RUNNING) == 0;
        }
    }

    /// Starts a program of these packages.
    public Program start(String program, String... arguments) {
        var command = Stream.concat(Stream.of(program(program).toString()), Stream.of(arguments))
                .toList();
        return Program.start(command, environment());
    }

    /// The file of a program of these packages.
    public Path program(String program) {
        return folder().resolve("node_modules/.bin/" + program);
    }

    /// A file of these packages.
    public Path file(String path) {
        return folder().resolve("node_modules").resolve(path);
    }

    /// Starts a program of these tests beside the packages; its files are in a folder of the test resources.
    public Program startOwn(String resources, String... arguments) {
        Path copy = folder().resolve(resources);
        try (Stream<Path> files = Files.list(Checkout.file("tests/assistant/src/test/resources/" + resources))) {
            Files.createDirectories(copy);
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var words = Stream.concat(Stream.of(copy.resolve("main.mjs").toString()), Stream.of(arguments));
        return start("node", words.toArray(String[]::new));
    }

    /// The address at which a program says that it listens.
    static String addressOf(Program program) {
        Await.until(
                START_MAX,
                () -> LISTENING.matcher(program.output()).find() || !program.isAlive(),
                () -> "Node does not listen:\n" + program.output());
        Matcher listening = LISTENING.matcher(program.output());
        if (!listening.find()) {
            throw new AssertionError("Node ended at once:\n" + program.output());
        }
        return listening.group(1);
    }

    private Path folder() {
        return Checkout.file("tests/target/" + name);
    }

    /// The settings of this machine that npm needs, and npm's Node ahead of the machine's own.
    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.merge("PATH", folder().resolve("node_modules/node/bin").toString(), (old, own) -> own + ":" + old);
        return environment;
    }
}
