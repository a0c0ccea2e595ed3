package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.launcher.process.LogTail;
import dev.toolbridge.launcher.program.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/// Starts a background process that runs the workspace, and waits until the workspace is ready.
final class BackgroundStart {
    private static final int EXIT_OK = 0;
    private static final int EXIT_FAILED = 1;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Command command;
    private final Path path;
    private final LogTail log;

    BackgroundStart(UpRequest request) {
        var words = new ArrayList<>(request.installation().commandLine(Program.LAUNCHER));
        words.addAll(request.inBackground());
        this.command = new Command(words, System.getenv());
        this.path = request.workspace().log("supervisor");
        LogTail.startAnewIfLong(path);
        this.log = LogTail.fromEnd(path);
    }

    /// Shows the output of the process until the workspace is ready, or the process has ended.
    ///
    /// @return the exit status
    int start(BooleanSupplier isRunning) throws InterruptedException {
        Process process = command.start(path);
        var abandon = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(abandon);
        while (process.isAlive()) {
            showLog();
            if (isRunning.getAsBoolean()) {
                Runtime.getRuntime().removeShutdownHook(abandon);
                return EXIT_OK;
            }
            Thread.sleep(PAUSE);
        }
        showLog();
        boolean foundRunning = process.exitValue() == EXIT_OK && isRunning.getAsBoolean();
        return foundRunning ? EXIT_OK : Math.max(process.exitValue(), EXIT_FAILED);
    }

    private void showLog() {
        log.newLines().forEach(Terminal::repeat);
    }
}
