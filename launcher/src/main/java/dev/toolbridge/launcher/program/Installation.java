package dev.toolbridge.launcher.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The place of the programs that are started.
public interface Installation {

    /// The folder that holds the programs.
    Path root();

    /// The command line of a program, without arguments.
    List<String> commandLine(Program program);

    /// The ahead-of-time cache of a program; empty where programs have none.
    default Optional<TrainedCache> cache(Program program) {
        return Optional.empty();
    }

    /// The command line of a run of a program that makes its cache.
    default List<String> trainingLine(Program program) {
        return commandLine(program);
    }

    /// The folder of the release that tenants run.
    default Path release() {
        return root().resolve("deploy").resolve("target").resolve("toolbridge");
    }

    /// The words that people type to run this launcher.
    String launcherName();
}
