package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.BuiltRelease;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a platform.
record PlatformFolder(Path root) {
    /// The release that tenants begin with.
    static final String RELEASE = "toolbridge";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");

    /// One with the release of this build. Its path is short, since paths of sockets are.
    static PlatformFolder create() {
        try {
            Path made = Files.createTempDirectory("tb-platform-");
            Files.setPosixFilePermissions(made, OPEN);
            var folder = new PlatformFolder(made);
            Files.createDirectory(folder.releases());
            folder.addRelease(RELEASE);
            folder.layOutControlPlane();
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Its launchers, and links to its jars.
    private void layOutControlPlane() throws IOException {
        Path target = Checkout.file("tenants/target");
        Path home = Files.createDirectory(root.resolve("control"));
        copy(Checkout.file("deploy/bin"), home.resolve("bin"));
        Path jars = home.resolve("lib");
        run("cp", "-rs", target.resolve("lib").toString(), jars.toString());
        run("cp", "-s", target.resolve("toolbridge-tenants.jar").toString(), jars.toString());
    }

    /// The launcher of the control plane, which gives it its memory.
    Path controlPlane() {
        return root.resolve("control/bin/toolbridge-tenants");
    }

    Path releases() {
        return root.resolve("releases");
    }

    Path run() {
        return root.resolve("run");
    }

    Path exports() {
        return root.resolve("exports");
    }

    Path routerFolder() {
        return root.resolve("router");
    }

    /// Adds a release that is like the first. Its programs are compiled as all programs of tests are.
    String addRelease(String name) {
        Path release = releases().resolve(name);
        BuiltRelease.copy(release);
        compileAsTests(release);
        return name;
    }

    private static void compileAsTests(Path release) {
        try {
            Path launcher = release.resolve("bin/run-java");
            String script = Files.readString(launcher);
            String options = "  ${TOOLBRIDGE_JAVA_OPTIONS:-}";
            assertThat(script).contains(options);
            Files.writeString(launcher, script.replace(options, options + " " + String.join(" ", Program.COMPILER)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Adds a release whose API prints lines and ends.
    String addBrokenRelease(String name) {
        breakProgram(addRelease(name), "toolbridge-api");
        return name;
    }

    /// Lets a program of a release print lines and end.
    void breakProgram(String release, String name) {
        try {
            Path program = releases().resolve(release).resolve("bin").resolve(name);
            Files.delete(program);
            Files.writeString(program, "#!/bin/sh\necho the engine room is on fire\nexit 3\n");
            Files.setPosixFilePermissions(program, OPEN);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Takes the programs of a release back to those of the build.
    void mendPrograms(String release) {
        Path programs = releases().resolve(release).resolve("bin");
        run("rm", "-rf", programs.toString());
        copy(Checkout.file("deploy/target/toolbridge/bin"), programs);
        compileAsTests(releases().resolve(release));
    }

    /// The port at which an instance serves.
    int port(String instance) {
        Path file = run().resolve("instances").resolve(instance).resolve("instance.json");
        return JsonValues.parse(String.join("", lines(file).toList()))
                .at("/ports/http")
                .asInt();
    }

    /// All ports of all instances of all tenants.
    List<String> ports() {
        try (Stream<Path> folders = Files.list(run().resolve("instances"))) {
            return folders.map(folder -> String.join(
                            "", lines(folder.resolve("instance.json")).toList()))
                    .flatMap(text -> JsonValues.parse(text).path("ports").valueStream())
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A file that its owner alone reads.
    Path file(String name, String text) {
        try {
            Path file = Files.createFile(root.resolve(name), PosixFilePermissions.asFileAttribute(PRIVATE));
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Optional<ProcessHandle> supervisord() {
        return process(run().resolve("supervisord.pid"));
    }

    Optional<ProcessHandle> router() {
        return process(routerFolder().resolve("run/haproxy.pid"));
    }

    /// The names of the instances of a tenant, by their folders.
    List<String> instances(String ref) {
        try (Stream<Path> folders = Files.list(run().resolve("instances"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(ref))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The copy of a tenant's records.
    Path records(String ref) {
        return run().resolve("records").resolve(ref + ".json");
    }

    /// The file of a tenant's quotas.
    Path quotas(String ref) {
        return run().resolve("quotas").resolve(ref + ".json");
    }

    /// The processes that run for an instance, or for all whose names begin so.
    List<ProcessHandle> processes(String instance) {
        String mark = "TOOLBRIDGE_INSTANCE="
                + run().resolve("instances").resolve(instance).toString();
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(mark))
                .toList();
    }

    /// The warnings and errors in the logs of a tenant's programs.
    List<String> warnings(String ref) {
        try (Stream<Path> logs = Files.list(run().resolve("output"))) {
            return logs.filter(log -> log.getFileName().toString().startsWith(ref))
                    .flatMap(PlatformFolder::lines)
                    .filter(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The memory that a process has for itself, or its share of what it shares, in KiB.
    static long memoryKb(ProcessHandle process) {
        return lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String environment(long pid) {
        return String.join("\n", lines(Path.of("/proc/" + pid + "/environ")).toList());
    }

    /// The lines of a file; none if its process has ended.
    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) {
        return lines(pidFile).findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
    }

    void delete() {
        run("rm", "-rf", root.toString());
    }

    private static void copy(Path from, Path to) {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
