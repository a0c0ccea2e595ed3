package dev.toolbridge.tests.container;

import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The image's folder, with a folder of its own to write to.
///
/// @param run the only folder that the programs may write to
record LaidOut(Path run) implements AutoCloseable {
    private static final String NOBODY = "nobody";
    private static final List<String> WITHOUT_RIGHTS =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs");

    static LaidOut open() {
        try {
            Path run = Files.createTempDirectory(ImageFolder.root(), "run-");
            if (isRoot()) {
                Files.setOwner(
                        run,
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            }
            return new LaidOut(run);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Starts a launcher without rights, with only the given environment.
    Program start(String launcher, Map<String, String> environment, String... arguments) {
        Path program = ImageFolder.home().resolve("bin").resolve(launcher);
        var settings = new HashMap<>(environment);
        settings.putIfAbsent("PATH", "/usr/bin:/bin");
        return Program.start(withoutRights(program.toString(), arguments), settings);
    }

    /// Runs a launcher whose program ends by itself, and returns its output.
    String output(String launcher, Map<String, String> environment, String... arguments) {
        return outputOf(start(launcher, environment, arguments));
    }

    static String outputOf(Program program) {
        if (program.exitCode() != 0) {
            throw new AssertionError("ended with " + program.exitCode() + "\n" + program.output());
        }
        return program.output();
    }

    static List<String> withoutRights(String program, String... arguments) {
        var command = new ArrayList<>(isRoot() ? WITHOUT_RIGHTS : List.of());
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
