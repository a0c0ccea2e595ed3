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

    @Override
    public List<String> commandLine(Program program) {
        TrainedCache cache = cacheOf(program);
        return line(program, cache, cache.options());
    }

    @Override
    public Optional<TrainedCache> cache(Program program) {
        return Optional.of(cacheOf(program));
    }

    @Override
    public List<String> trainingLine(Program program) {
        TrainedCache cache = cacheOf(program);
        return line(program, cache, cache.training());
    }

    @Override
    public String launcherName() {
        return root.resolve("toolbridge").toString();
    }

    private List<String> line(Program program, TrainedCache cache, List<String> cacheOptions) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(OPTIONS);
        line.add("-Xmx" + program.heapMb() + "m");
        line.addAll(program.memory());
        line.addAll(cacheOptions);
        line.add("-Dtoolbridge.home=" + root);
        line.add("-cp");
        line.add(cache.classPath().stream().map(Path::toString).collect(Collectors.joining(":")));
        line.add(program.mainClass());
        return line;
    }

    /// The order of the jars is part of a cache's fit, so it is always the same.
    private TrainedCache cacheOf(Program program) {
        Path target = root.resolve(program.module()).resolve("target");
        var jars = new ArrayList<Path>();
        jars.add(target.resolve("toolbridge-" + program.module() + ".jar"));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            libraries.sorted().forEach(jars::add);
        } catch (IOException notBuilt) {
            throw new UncheckedIOException(notBuilt);
        }
        String main = program.mainClass().substring(program.mainClass().lastIndexOf('.') + 1);
        return new TrainedCache(root.resolve("target").resolve("aot"), program.module() + "-" + main, jars);
    }
}
