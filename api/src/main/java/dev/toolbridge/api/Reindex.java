package dev.toolbridge.api;

import dev.toolbridge.api.store.search.TextRebuild;
import dev.toolbridge.api.store.search.TextRebuild.Progress;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import java.time.Duration;

/// Has the running servers make the index of search again, and waits for them. Ends with 0 once all items are indexed,
/// with 1 if no server is at it.
public final class Reindex {
    private static final int EXIT_STALLED = 1;
    private static final int EXIT_CONFIGURATION = 78;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /// Servers look for spaces that nobody indexes each half minute.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Reindex() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            Logs.start("WARN");
            var rebuild = new TextRebuild(Migrate.Logins.maintenance(Settings.fromEnvironment(), "this command"));
            rebuild.begin();
            Runtime.getRuntime().halt(isDone(rebuild, PATIENCE) ? 0 : EXIT_STALLED);
        } catch (SettingError wrong) {
            System.err.println("toolbridge-reindex: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    /// Waits until all is indexed, or until nothing more was for a while.
    static boolean isDone(TextRebuild rebuild, Duration patience) throws InterruptedException {
        Progress last = rebuild.progress();
        System.out.println(last.spaces() + " spaces to index");
        long begin = System.nanoTime();
        while (last.spaces() > 0) {
            Thread.sleep(BETWEEN_LOOKS);
            Progress now = rebuild.progress();
            if (!now.equals(last)) {
                begin = System.nanoTime();
                System.out.println(now.spaces() + " spaces left");
            } else if (System.nanoTime() - begin > patience.toNanos()) {
                System.err.println("toolbridge-reindex: no server indexes; it goes on when one runs");
                return false;
            }
            last = now;
        }
        System.out.println("all items are indexed");
        return true;
    }
}
