package dev.toolbridge.mcp.resource;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.memory.Share;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the changes for all clients with the same rights, stream after stream, with the credential among theirs
/// that lasts longest. One that has expired or was refused is not used again: a client may send a newer one.
final class Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// The time between two looks for a newer credential.
    private static final Duration CREDENTIAL_PAUSE = Duration.ofSeconds(1);

    /// The memory of an open stream: its lines, and the buffers of its connection.
    private static final int STREAM_BYTES = 32_768;

    private final ChangeFeed feed;
    private final Principal.Rights rights;
    private final Watchers watches;
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("resource-watch").unstarted(this::run);
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile boolean isClosed;
    private volatile boolean hasBegun;
    private Set<Principal> refused = Set.of();
    private Duration pause = SHORTEST_PAUSE;

    private Watcher(ApiClient api, Principal.Rights rights, Watchers watches) {
        this.feed = new ChangeFeed(api, this::hear);
        this.rights = rights;
        this.watches = watches;
    }

    /// Begins to follow for a first client.
    static Watcher start(ApiClient api, Watchers watches, Seat first) {
        var watcher = new Watcher(api, first.principal().rights(), watches);
        watcher.add(first);
        watcher.thread.start();
        return watcher;
    }

    /// A stream that has begun once goes on from its place after each cut.
    void add(Seat seat) {
        seats.add(seat);
        if (hasBegun) {
            seat.begin();
        }
    }

    boolean remove(Seat seat) {
        return seats.remove(seat);
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    void close() {
        isClosed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!isClosed) {
                Optional<Principal> principal = usable();
                Thread.sleep(principal.isPresent() ? pauseAfter(principal.get()) : CREDENTIAL_PAUSE);
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
        } finally {
            seats.forEach(Seat::begin);
        }
    }

    private Optional<Principal> usable() {
        List<Principal> shown = seats.stream().map(Seat::principal).toList();
        refused = refused.stream().filter(shown::contains).collect(Collectors.toUnmodifiableSet());
        return shown.stream()
                .filter(principal -> principal.rights().equals(rights))
                .filter(principal -> !principal.isExpired() && !refused.contains(principal))
                .max(Comparator.comparing(Principal::expiresAt));
    }

    /// Follows one stream, whose memory counts like that of a request.
    private ChangeFeed.End follow(Principal principal) {
        try (Share share = MemoryBudget.ofProcess().open(principal.sessionKey().subject())) {
            var end = new ChangeFeed.End[] {ChangeFeed.End.LATER};
            if (share.tryGrow(STREAM_BYTES)) {
                share.run(() -> end[0] =
                        feed.follow(OnBehalf.withoutTool(Call.single(principal, "watch"), ResourceReader.TOOL)));
            }
            return end[0];
        } finally {
            seats.forEach(Seat::begin);
        }
    }

    private void hear(News news) {
        pause = SHORTEST_PAUSE;
        hasBegun = true;
        for (Seat seat : seats) {
            if (seat.principal().rights().equals(rights)) {
                seat.hear(news);
            } else {
                watches.move(seat);
            }
        }
        if (!seats.stream().allMatch(Seat::catchesUp) && isLooking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("resource-watch-credentials").start(this::lookForCredentials);
        }
    }

    /// Tells clients that had no valid credential what they have missed, as soon as they have one.
    private void lookForCredentials() {
        try {
            do {
                Thread.sleep(CREDENTIAL_PAUSE);
            } while (!isClosed && !seats.stream().map(Seat::catchesUp).reduce(true, Boolean::logicalAnd));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            isLooking.set(false);
        }
    }

    private Duration pauseAfter(Principal principal) {
        return switch (follow(principal)) {
            case CUT -> SHORTEST_PAUSE;
            case LATER -> longer();
            case REFUSED -> {
                LOG.atInfo().log("a credential was refused for the changes");
                refused = Stream.concat(refused.stream(), Stream.of(principal)).collect(Collectors.toUnmodifiableSet());
                yield usable().isPresent() ? Duration.ZERO : CREDENTIAL_PAUSE;
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
