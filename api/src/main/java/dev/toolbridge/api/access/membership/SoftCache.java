package dev.toolbridge.api.access.membership;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/// Remembers answers until their soft limit, then asks again, with one call at a time for each key. While the
/// source is away, the last answer is valid until its hard limit.
final class SoftCache<K, V> {
    private static final HeapShare KEPT = new HeapShare(20);
    private static final Duration WAIT_MAX = Duration.ofSeconds(3);

    private final Cache<K, Entry<V>> entries;
    private final Map<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Function<V, Limits> limits;
    private final InstantSource clock;

    /// A cache whose answers set their own limits.
    ///
    /// @param weight the characters of an entry
    SoftCache(Function<V, Limits> limits, Weigher<K, V> weight, InstantSource clock) {
        this.entries = KEPT.<K, Entry<V>>cache((key, entry) -> weight.weigh(key, entry.value()))
                .build();
        this.limits = limits;
        this.clock = clock;
    }

    /// The time for which an answer saves a new call, and the time for which it replaces a failed one.
    record Limits(Duration soft, Duration hard) {}

    private record Entry<V>(V value, Instant softEnd, Instant hardEnd) {}

    /// A call in flight. It is marked when its answer was invalidated before it arrived.
    private static final class Flight<V> {
        private final CompletableFuture<V> answer = new CompletableFuture<>();
        private volatile boolean forsaken;
    }

    /// The remembered answer, if its soft limit has not passed.
    Optional<V> fresh(K key) {
        return Optional.ofNullable(entries.getIfPresent(key))
                .filter(entry -> clock.instant().isBefore(entry.softEnd()))
                .map(Entry::value);
    }

    /// The last answer, valid or not.
    Optional<V> last(K key) {
        return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
    }

    /// The remembered answer, or a new one, or the old one while the source is away.
    V get(K key, Function<K, V> question) {
        return fresh(key).orElseGet(() -> {
            try {
                return asked(key, question);
            } catch (MembershipsUnavailable away) {
                return Optional.ofNullable(entries.getIfPresent(key))
                        .filter(entry -> clock.instant().isBefore(entry.hardEnd()))
                        .map(Entry::value)
                        .orElseThrow(() -> away);
            }
        });
    }

    /// Replaces the answer.
    void put(K key, V value) {
        forsake(key);
        entries.put(key, entry(value));
    }

    void forget(K key) {
        forsake(key);
        entries.invalidate(key);
    }

    void forgetAll(Predicate<K> which) {
        flights.keySet().stream().filter(which).forEach(this::forget);
        entries.asMap().keySet().removeIf(which);
    }

    /// The answer of a call. Another call may have landed after the caller looked for its answer: then there is none.
    private V asked(K key, Function<K, V> question) {
        var mine = new Flight<V>();
        var other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return await(other);
        }
        try {
            V value = fresh(key).orElseGet(() -> landed(key, mine, question.apply(key)));
            mine.answer.complete(value);
            return value;
        } catch (RuntimeException failed) {
            mine.answer.completeExceptionally(failed);
            throw failed;
        } finally {
            flights.remove(key, mine);
        }
    }

    /// Stores the answer of a call, unless the call was marked. An invalidation first marks the call in flight
    /// and then drops the stored answer; so an invalidated answer is either not stored, or replaced at once.
    private V landed(K key, Flight<V> flight, V value) {
        entries.asMap().compute(key, (_, known) -> flight.forsaken ? known : entry(value));
        return value;
    }

    private void forsake(K key) {
        var flight = flights.remove(key);
        if (flight != null) {
            flight.forsaken = true;
        }
    }

    private Entry<V> entry(V value) {
        Instant now = clock.instant();
        Limits good = limits.apply(value);
        return new Entry<>(value, now.plus(good.soft()), now.plus(good.hard()));
    }

    private V await(Flight<V> flight) {
        try {
            return flight.answer.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof MembershipsUnavailable away) {
                throw away;
            }
            throw new IllegalStateException("asking failed", failed.getCause());
        } catch (TimeoutException late) {
            throw new MembershipsUnavailable("the answer takes too long", WAIT_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MembershipsUnavailable("interrupted", WAIT_MAX);
        }
    }
}
