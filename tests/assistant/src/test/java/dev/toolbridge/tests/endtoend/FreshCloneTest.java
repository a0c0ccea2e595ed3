package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The script in a clone without a build, under every shell of this machine and without root's rights.
class FreshCloneTest {
    private static final List<List<String>> SHELLS =
            List.of(List.of("sh"), List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"));
    private static final List<String> WITHOUT_RIGHTS =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final String DEAD = "4194000";

    @TempDir
    private Path folder;

    private Path clone;

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        clone = Files.createDirectory(folder.resolve("a clone"));
        Files.copy(Checkout.file("toolbridge"), clone.resolve("toolbridge"), StandardCopyOption.COPY_ATTRIBUTES);
        everybodyMay(clone, "rwxrwxrwx");
    }

    @AfterEach
    void allowDeletion() throws IOException {
        everybodyMay(clone, "rwxrwxrwx");
    }

    static Stream<List<String>> shells() {
        return SHELLS.stream().filter(shell -> isThere(shell.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatNeedsNoBuildAnswersAtOnce(List<String> shell) {
        for (String command : List.of("status", "token", "down", "logs")) {
            refused(
                    run(shell, Map.of(), command),
                    EXIT_FAILED,
                    "toolbridge: nothing is built in " + clone + " yet, so `" + command
                            + "` has no program: `up` builds and starts");
        }
        try (var bogus = run(shell, Map.of(), "bogus")) {
            assertThat(bogus.exitCode()).isEqualTo(EXIT_USAGE);
            assertThat(bogus.output()).startsWith("toolbridge: there is no command bogus\nUsage:");
        }
        for (String[] words : List.of(new String[] {"--help"}, new String[] {"up", "--help"}, new String[] {"help"})) {
            try (var help = run(shell, Map.of(), words)) {
                assertThat(help.exitCode()).isZero();
                assertThat(help.output()).startsWith("Usage: toolbridge COMMAND");
            }
        }
        assertThat(clone.resolve("target")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aCloneThatMayNotBeWrittenToIsRefused(List<String> shell) throws IOException {
        everybodyMay(clone, "r-xr-xr-x");
        for (String command : List.of("up", "test", "verify", "torture")) {
            refused(run(shell, Map.of(), command), EXIT_FAILED, "toolbridge: the folder " + clone + refusal());
        }
        everybodyMay(clone, "rwxrwxrwx");
        Path programs = Files.createDirectories(clone.resolve("api/target"));
        everybodyMay(programs, "r-xr-xr-x");
        refused(run(shell, Map.of(), "up"), EXIT_FAILED, "toolbridge: the folder " + programs + refusal());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aLockThatCannotBeTakenIsNotWaitedFor(List<String> shell) throws IOException {
        Path target = Files.createDirectory(clone.resolve("target"));
        everybodyMay(target, "rwxrwxrwx");
        Path lock = target.resolve("build.lock");
        Files.writeString(lock, "a file");
        refused(run(shell, withMaven(), "up"), EXIT_FAILED, "toolbridge: the build's lock " + lock + " cannot be made");

        Files.delete(lock);
        Files.createSymbolicLink(lock, Path.of(DEAD));
        refused(run(shell, withMaven(), "up"), EXIT_FAILED, "toolbridge: the build failed");
        assertThat(Files.isSymbolicLink(lock)).isFalse();

        Files.createSymbolicLink(lock, Path.of(DEAD));
        new ProcessBuilder("chmod", "1777", target.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
        refused(
                run(shell, withMaven(), "up"),
                EXIT_FAILED,
                isRoot() ? "toolbridge: the build's lock " + lock + " cannot be made" : "toolbridge: the build failed");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aSystemWithoutAPackedPostgresIsRefusedAtOnce(List<String> shell) throws IOException {
        var solaris = new HashMap<>(withMaven());
        stub("uname", "case $1 in -s) echo SunOS ;; *) echo sun4v ;; esac");

        refused(
                run(shell, solaris, "up"),
                EXIT_FAILED,
                "toolbridge: PostgreSQL is not packaged for this system (SunOS on sun4v):"
                        + " set DATABASE_URL to a PostgreSQL 18 of your own");
        assertThat(clone.resolve("target")).doesNotExist();

        solaris.put("DATABASE_URL", "postgres://me@example/db");
        refused(run(shell, solaris, "up"), EXIT_FAILED, "toolbridge: the build failed");
    }

    /// A build tool that can only print its version.
    private Map<String, String> withMaven() throws IOException {
        return Map.of(
                "PATH",
                stub("mvn", "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.9'")
                                .getParent() + ":" + System.getenv("PATH"));
    }

    private Path stub(String name, String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        everybodyMay(program, "rwxr-xr-x");
        return program;
    }

    private Program run(List<String> shell, Map<String, String> more, String... words) {
        var command = new ArrayList<>(isRoot() ? WITHOUT_RIGHTS : List.of());
        command.addAll(shell);
        command.add(clone.resolve("toolbridge").toString());
        command.addAll(List.of(words));
        var environment = new HashMap<>(Toolbridge.environment());
        environment.remove("TOOLBRIDGE_BUILT");
        environment.putAll(more);
        return Program.start(command, environment);
    }

    /// Requires this status, and this sentence as the last line.
    private static void refused(Program started, int status, String sentence) {
        try (var program = started) {
            assertThat(program.exitCode()).as(program::output).isEqualTo(status);
            assertThat(program.output().lines().toList().getLast()).startsWith(sentence);
        }
    }

    private static String refusal() {
        return " cannot be written to, and building needs that:"
                + " become its owner, or copy the checkout into a folder of your own";
    }

    private static void everybodyMay(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
