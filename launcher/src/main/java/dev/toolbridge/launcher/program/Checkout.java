package dev.toolbridge.launcher.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs as Maven builds them in a checkout.
///
/// @param root the folder of the checkout
public record Checkout(Path root) implements Installation {

    /// More options of Java for every program, separated by spaces.
    private static final List<String> MORE_OPTIONS = Stream.of(
                    Optional.ofNullable(System.getenv("TOOLBRIDGE_JAVA_OPTIONS"))
                            .orElse("")
                            .split(" ", -1))
            .filter(option -> !option.isEmpty())
            .toList();

    @Override
    public List<String> commandLine(Program program) {
        Path target = root.resolve(program.module()).resolve("target");
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Duser.language=",
                "-Duser.country=",
                "-Duser.script=",
                "-Duser.variant=",
                "-Duser.timezone=UTC",
                "-Xmx" + program.heapMb() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtoolbridge.home=" + root));
        line.addAll(archive(target));
        line.addAll(MORE_OPTIONS);
        line.addAll(List.of(
                "-cp",
                target.resolve("toolbridge-" + program.module() + ".jar") + ":" + target.resolve("lib") + "/*",
                program.mainClass()));
        return line;
    }

    /// The archive of the classes that the servers of a module read when they start, if the build made one. One that
    /// does not fit is not used.
    private static List<String> archive(Path target) {
        Path file = target.resolve("classes.jsa");
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr")
                : List.of();
    }

    @Override
    public String launcherName() {
        return root.resolve("toolbridge").toString();
    }
}
