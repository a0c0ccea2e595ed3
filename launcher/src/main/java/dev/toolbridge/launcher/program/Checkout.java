package dev.toolbridge.launcher.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs as Maven builds them in a checkout.
///
/// @param root the folder of the checkout
public record Checkout(Path root) implements Installation {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Duser.language=",
            "-Duser.country=",
            "-Duser.script=",
            "-Duser.variant=",
            "-Duser.timezone=UTC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /// More options of Java for every program, separated by spaces.
    private static final List<String> MORE_OPTIONS = Stream.of(
                    Optional.ofNullable(System.getenv("TOOLBRIDGE_JAVA_OPTIONS"))
                            .orElse("")
                            .split(" ", -1))
            .filter(option -> !option.isEmpty())
            .toList();

    @Override
    public List<String> commandLine(Program program) {
        TrainedCache cache = cacheOf(program);
        return cache.fits()
                ? line(program, cache.options(), inOrder(cache))
                : line(
                        program,
                        archive(target(program)),
                        jar(program) + ":" + target(program).resolve("lib") + "/*");
    }

    @Override
    public Optional<TrainedCache> cache(Program program) {
        return Optional.of(cacheOf(program));
    }

    @Override
    public List<String> trainingLine(Program program) {
        TrainedCache cache = cacheOf(program);
        return line(program, cache.training(), inOrder(cache));
    }

    @Override
    public String launcherName() {
        return root.resolve("toolbridge").toString();
    }

    private List<String> line(Program program, List<String> classes, String classPath) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(OPTIONS);
        line.add("-Xmx" + program.heapMb() + "m");
        line.addAll(program.memory());
        line.addAll(classes);
        line.addAll(MORE_OPTIONS);
        line.addAll(List.of("-Dtoolbridge.home=" + root, "-cp", classPath, program.mainClass()));
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

    /// The order of the jars is part of a cache's fit, so it is always the same.
    private TrainedCache cacheOf(Program program) {
        var jars = new ArrayList<Path>();
        jars.add(jar(program));
        try (Stream<Path> libraries = Files.list(target(program).resolve("lib"))) {
            libraries.sorted().forEach(jars::add);
        } catch (IOException notBuilt) {
            throw new UncheckedIOException(notBuilt);
        }
        String main = program.mainClass().substring(program.mainClass().lastIndexOf('.') + 1);
        return new TrainedCache(root.resolve("target").resolve("aot"), program.module() + "-" + main, jars);
    }

    private static String inOrder(TrainedCache cache) {
        return cache.classPath().stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private Path jar(Program program) {
        return target(program).resolve("toolbridge-" + program.module() + ".jar");
    }

    private Path target(Program program) {
        return root.resolve(program.module()).resolve("target");
    }
}
