package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiClient;
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

/// Follows the changes for one client, stream after stream. A credential that has expired or was refused is not used
/// again: the client may send a newer one.
final class Watcher implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration BEGIN_MAX = Duration.ofSeconds(3);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// The time between two looks for a newer credential.
    private static final Duration CREDENTIAL_PAUSE = Duration.ofSeconds(1);

    /// The memory of an open stream: its lines, and the buffers of its connection.
    private static final int STREAM_BYTES = 32_768;

    private final ChangeFeed feed;
    private final Supplier<Principal> newest;
    private final Consumer<News> hearer;
    private final Instant beginEnd = Instant.now().plus(BEGIN_MAX);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("resource-watch").unstarted(this::run);
    private volatile boolean isClosed;
    private Optional<Principal> refused = Optional.empty();
    private Duration pause = SHORTEST_PAUSE;

    private Watcher(ApiClient api, Supplier<Principal> newest, Consumer<News> hearer) {
        this.feed = new ChangeFeed(api, this::hear);
        this.newest = newest;
        this.hearer = hearer;
    }

    static Watcher start(ApiClient api, Supplier<Principal> newest, Consumer<News> hearer) {
        var watcher = new Watcher(api, newest, hearer);
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
        isClosed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!isClosed) {
                Principal principal = newest.get();
                Thread.sleep(isUsable(principal) ? pauseAfter(follow(principal), principal) : CREDENTIAL_PAUSE);
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
        }
    }

    private boolean isUsable(Principal principal) {
        return principal.expiresAt().isAfter(Instant.now())
                && refused.filter(principal::equals).isEmpty();
    }

    /// Follows one stream, whose memory counts like that of a request.
    private ChangeFeed.End follow(Principal principal) {
        try (Share share = MemoryBudget.ofProcess().open(principal.sessionKey().subject())) {
            var end = new ChangeFeed.End[] {ChangeFeed.End.LATER};
            if (share.tryGrow(STREAM_BYTES)) {
                share.run(
                        () -> end[0] = feed.follow(new OnBehalf(Call.single(principal, "watch"), ResourceReader.TOOL)));
            }
            return end[0];
        } finally {
            begun.countDown();
        }
    }

    /// A client that waited too long for the beginning did not wait any more, and may miss a change.
    private void hear(News news) {
        boolean isLate = begun.getCount() > 0 && Instant.now().isAfter(beginEnd);
        pause = SHORTEST_PAUSE;
        hearer.accept(isLate ? new News.Gap() : news);
        begun.countDown();
    }

    private Duration pauseAfter(ChangeFeed.End end, Principal principal) {
        return switch (end) {
            case CUT -> SHORTEST_PAUSE;
            case LATER -> longer();
            case REFUSED -> {
                refused = Optional.of(principal);
                yield CREDENTIAL_PAUSE;
            }
        };
    }

    private Duration longer() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return now;
    }
}
