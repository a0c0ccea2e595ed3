package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ResourceSet.Watch;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.memory.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a feed repeatedly for one client. A credential that has expired or was refused is not used again:
/// the client may send a newer one.
final class Watcher implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration BEGIN_MAX = Duration.ofSeconds(3);
    private static final int LONGEST_PAUSE = 15;

    private final ChangeFeed feed;
    private final Duration every;
    private final Supplier<Principal> newest;
    private final Consumer<News> hearer;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("resource-watch").unstarted(this::run);
    private Optional<Principal> refused = Optional.empty();
    private Duration pause;

    private Watcher(ChangeFeed feed, Duration every, Supplier<Principal> newest, Consumer<News> hearer) {
        this.feed = feed;
        this.every = every;
        this.newest = newest;
        this.hearer = hearer;
        this.pause = every;
    }

    static Watcher start(ChangeFeed feed, Duration every, Supplier<Principal> newest, Consumer<News> hearer) {
        var watcher = new Watcher(feed, every, newest, hearer);
        watcher.thread.start();
        return watcher;
    }

    @Override
    public void awaitBegun() {
        try {
            if (!begun.await(BEGIN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atInfo().log("the changes are not followed yet");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            counted(this::begin);
            while (true) {
                Thread.sleep(pause);
                counted(this::look);
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
        }
    }

    /// Counts the memory of a look like that of a request.
    private void counted(Runnable look) {
        try (Share share =
                MemoryBudget.ofProcess().open(newest.get().sessionKey().subject())) {
            share.run(look);
        }
    }

    /// Begins the watch. If that took too long, the client did not wait, and may miss a change.
    private void begin() {
        Instant end = Instant.now().plus(BEGIN_MAX);
        look();
        if (Instant.now().isAfter(end)) {
            hearer.accept(new News.Gap());
        }
        begun.countDown();
    }

    /// Looks once, and sets the pause until the next look.
    private void look() {
        Principal principal = newest.get();
        if (!principal.expiresAt().isAfter(Instant.now())
                || refused.filter(principal::equals).isPresent()) {
            pause = every;
            return;
        }
        News news = feed.next(new OnBehalf(Call.single(principal, "watch"), ResourceReader.TOOL));
        pause = switch (news) {
            case News.Changes changes -> changes.more() ? Duration.ZERO : every;
            case News.Gap _ -> every;
            case News.Later _ -> longer();
            case News.Refused _ -> {
                refused = Optional.of(principal);
                yield every;
            }
        };
        hearer.accept(news);
    }

    private Duration longer() {
        Duration doubled = pause.isZero() ? every : pause.multipliedBy(2);
        Duration longest = every.multipliedBy(LONGEST_PAUSE);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
