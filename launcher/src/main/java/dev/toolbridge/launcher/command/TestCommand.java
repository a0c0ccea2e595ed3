package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.Installation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs the tests. The script does the work, since it also provides the tools of the build.
@Command(
        name = "test",
        description = {
            "Builds everything and runs all tests, on servers of their own.",
            "As root on Debian it installs the build tool when that is missing."
        })
final class TestCommand implements Callable<Integer> {
    private final Installation installation;

    TestCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ProcessBuilder(installation.launcherName(), "test")
                .inheritIO()
                .start()
                .waitFor();
    }
}
