package dev.toolbridge.service.rate;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.service.memory.HeapShare;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/// Limits how often one address may come with credentials that are no good, so that nobody can try them out, nor use
/// up our processors by having us verify nonsense. Who comes with good ones is not counted here: many users may share
/// an address.
public final class AddressRates {
    private static final int FAILURES_MAX = 60;
    private static final double FAILURES_A_SECOND = 1;
    private static final HeapShare KEPT = new HeapShare(10);
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    /// One subscriber usually has that much of an IPv6 network.
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final int IPV6_BYTES = 16;

    private final Cache<String, Failures> addresses = KEPT.<String, Failures>cache((network, _) -> network.length())
            .expireAfterAccess(IDLE_MAX)
            .build();
    private final InstantSource clock;
    private final int replicas;

    /// @param replicas the number of servers that an address can try: each allows its share
    public AddressRates(InstantSource clock, int replicas) {
        this.clock = clock;
        this.replicas = replicas;
    }

    private static final class Failures {
        private final TokenBucket bucket;
        private volatile java.time.Instant barredUntil = java.time.Instant.MIN;

        private Failures(TokenBucket bucket) {
            this.bucket = bucket;
        }
    }

    /// Refuses an address that has failed too often.
    public void requireOpen(InetAddress address) {
        if (addresses.asMap().isEmpty()) {
            return;
        }
        var failures = addresses.getIfPresent(network(address));
        var now = clock.instant();
        if (failures != null && now.isBefore(failures.barredUntil)) {
            throw UserRates.limited(Duration.between(now, failures.barredUntil));
        }
    }

    /// Counts a failure.
    public void fail(InetAddress address) {
        var now = clock.instant();
        var failures = addresses.get(
                network(address),
                _ -> new Failures(new TokenBucket(FAILURES_MAX / replicas, FAILURES_A_SECOND / replicas, now)));
        var taking = failures.bucket.take(now);
        if (!taking.taken()) {
            failures.barredUntil = now.plus(taking.untilNext());
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
