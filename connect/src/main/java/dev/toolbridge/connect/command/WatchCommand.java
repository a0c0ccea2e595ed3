package dev.toolbridge.connect.command;

import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.sync.ChangeFollower;
import dev.toolbridge.connect.sync.MemorySync;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Keeps the folder and its project in step until it is ended.
@Command(
        name = "watch",
        description =
                "Synchronises whenever the project changes, and each sync_interval at the latest, until it is ended. A"
                        + " change is heard over a connection that goes out from here.")
final class WatchCommand implements Runnable {
    /// Changes seldom come alone.
    private static final Duration GATHERING = Duration.ofMillis(500);

    private static final Duration FAREWELL_MAX = Duration.ofSeconds(10);
    private static final Set<Integer> FINAL = Set.of(401, 403, 404);

    private static final String FAILED = "not in step yet: ";

    @Mixin
    private EnvironmentOption environment;

    @Option(names = "--no-env", description = "Leaves .env alone.")
    private boolean isWithoutEnvironment;

    private final Desk desk;
    private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
    private final Set<String> said = new HashSet<>();
    private volatile boolean isStopped;

    WatchCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        desk.cache().check();
        var folder = new FolderSync(desk, link, environment, !isWithoutEnvironment, false);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended)));
        try (var follower = new ChangeFollower(link.api(), link.space("/changes/stream"), this::wake)) {
            desk.screen().say("Watching " + link.place().slug());
            follower.start(desk.screen()::remark);
            while (!isStopped) {
                exchange(folder);
                await(follower);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void wake() {
        boolean _ = wakes.offer(true);
    }

    /// An exchange that is under way is brought to its end.
    private void stop(CountDownLatch ended) {
        isStopped = true;
        wake();
        try {
            boolean _ = ended.await(FAREWELL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(ChangeFollower follower) throws InterruptedException {
        Boolean woken = wakes.poll(desk.config().interval().toMillis(), TimeUnit.MILLISECONDS);
        if (woken == null) {
            follower.dropIfSilent();
        } else if (!isStopped) {
            Thread.sleep(GATHERING);
            wakes.clear();
        }
    }

    /// A network that is away, or a folder that is not in order, may be right the next time; a refused key never is.
    private void exchange(FolderSync folder) {
        try {
            MemorySync.Outcome outcome = folder.run(this::remarkOnce);
            said.removeIf(sentence -> sentence.startsWith(FAILED));
            if (!outcome.isEmpty()) {
                folder.say(outcome, desk.screen()::remark);
            }
        } catch (ApiRefusal refusal) {
            if (FINAL.contains(refusal.status())) {
                throw refusal;
            }
            remarkOnce(FAILED + refusal.getMessage());
        } catch (CommandFailure failure) {
            remarkOnce(FAILED + failure.getMessage());
        }
    }

    private void remarkOnce(String sentence) {
        if (said.add(sentence)) {
            desk.screen().remark(sentence);
        }
    }
}
