package dev.toolbridge.connect.command;

import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.sync.Bell;
import dev.toolbridge.connect.sync.ChangeFollower;
import dev.toolbridge.connect.sync.MemorySync;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The exchanges of a folder that is watched: one at the start, one for each change, and one each interval.
final class FolderWatch {
    /// Changes seldom come alone.
    private static final Duration GATHERING = Duration.ofMillis(500);

    private static final Set<Integer> FINAL = Set.of(401, 403, 404);
    private static final String FAILED = "not in step yet: ";

    private final FolderSync folder;
    private final Function<Runnable, Bell> bells;
    private final Duration interval;
    private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
    private final Set<String> said = new HashSet<>();
    private volatile boolean isStopped;

    /// A watch that hears of changes by the project's stream.
    FolderWatch(FolderSync folder) {
        this(
                folder,
                wake -> new ChangeFollower(folder.link().api(), folder.link().space("/changes/stream"), wake));
    }

    /// @param bells makes what runs its argument when something may have changed
    FolderWatch(FolderSync folder, Function<Runnable, Bell> bells) {
        this.folder = folder;
        this.bells = bells;
        this.interval = folder.link().api().config().interval();
    }

    /// Exchanges until it is stopped.
    ///
    /// @throws ApiRefusal if the key opens the project no longer
    void run() throws InterruptedException {
        try (Bell bell = bells.apply(this::wake)) {
            bell.start(folder.desk().screen()::remark);
            while (!isStopped) {
                exchange();
                await(bell);
            }
        }
    }

    /// Lets an exchange begin soon.
    void wake() {
        boolean _ = wakes.offer(true);
    }

    /// Lets an exchange that is under way be the last one.
    void stop() {
        isStopped = true;
        wake();
    }

    private void await(Bell bell) throws InterruptedException {
        Boolean woken = wakes.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
        if (woken == null) {
            bell.dropIfSilent();
        } else if (!isStopped) {
            Thread.sleep(GATHERING);
            wakes.clear();
        }
    }

    /// A network that is away, or a folder that is not in order, may be right the next time; a refused key never is.
    private void exchange() {
        try {
            MemorySync.Outcome outcome = folder.run(this::remarkOnce);
            said.removeIf(sentence -> sentence.startsWith(FAILED));
            if (!outcome.isEmpty()) {
                folder.say(outcome);
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
            folder.desk().screen().remark(sentence);
        }
    }
}
