package dev.toolbridge.connect.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Keeps the folder and its project in step until it is ended.
@Command(
        name = "watch",
        description =
                "Synchronises whenever the project changes, and each sync_interval at the latest, until it is ended. A"
                        + " change is heard over a connection that goes out from here, or by webhooks with --listen.")
final class WatchCommand implements Runnable {
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(10);

    @Mixin
    private EnvironmentOption environment;

    @Option(names = "--no-env", description = "Leaves .env alone.")
    private boolean isWithoutEnvironment;

    @ArgGroup(exclusive = false)
    private ListenOptions listening;

    private final Desk desk;

    WatchCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        desk.cache().check();
        var folder = new FolderSync(desk, link, environment, !isWithoutEnvironment, false);
        var watch = listening == null ? new FolderWatch(folder) : new FolderWatch(folder, listening.bells(desk));
        var ended = new CountDownLatch(1);
        desk.endings().accept(() -> stop(watch, ended));
        try {
            desk.screen().say("Watching " + link.place().slug());
            watch.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// An exchange that is under way is brought to its end.
    static void stop(FolderWatch watch, CountDownLatch ended) {
        watch.stop();
        try {
            boolean _ = ended.await(FAREWELL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
