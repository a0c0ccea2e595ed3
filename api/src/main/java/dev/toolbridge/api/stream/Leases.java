package dev.toolbridge.api.stream;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The numbers of open streams, of each user and of the process.
public final class Leases {
    public static final int OF_USER_MAX = 20;
    static final int OF_PROCESS_MAX = 5_000;
    static final int UNKNOWN_MAX = 500;

    private static final String RETRY_AFTER_SECONDS = "10";

    /// Guarded by this, as the other.
    private final Map<UUID, Integer> ofUsers = new HashMap<>();

    private int all;
    private int unknown;

    /// The right to one more stream.
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a lease for a stream of a user.
    ///
    /// @throws Refusal `rate_limited` when there are too many
    public synchronized Lease take(UUID user) {
        int open = ofUsers.getOrDefault(user, 0);
        if (open >= OF_USER_MAX || all >= OF_PROCESS_MAX) {
            throw tooMany(open >= OF_USER_MAX ? OF_USER_MAX + " of a user" : OF_PROCESS_MAX + " of a server");
        }
        ofUsers.put(user, open + 1);
        all++;
        return new Once(() -> giveBack(user));
    }

    /// Takes a lease for a socket whose user is not known yet.
    ///
    /// @throws Refusal `rate_limited` when there are too many
    public synchronized Lease takeUnknown() {
        if (unknown >= UNKNOWN_MAX) {
            throw tooMany(UNKNOWN_MAX + " without a token");
        }
        unknown++;
        return new Once(this::giveBackUnknown);
    }

    /// Takes a lease for one more subscription on a stream that has a lease itself.
    ///
    /// @throws Refusal `rate_limited` when there are too many
    public synchronized Lease takeMore() {
        if (all >= OF_PROCESS_MAX) {
            throw tooMany(OF_PROCESS_MAX + " of a server");
        }
        all++;
        return new Once(this::giveBack);
    }

    synchronized int open() {
        return all;
    }

    private synchronized void giveBack(UUID user) {
        ofUsers.computeIfPresent(user, (_, open) -> open == 1 ? null : open - 1);
        all--;
    }

    private synchronized void giveBackUnknown() {
        unknown--;
    }

    private synchronized void giveBack() {
        all--;
    }

    private static Refusal tooMany(String limit) {
        return Refusal.of(ErrorCode.RATE_LIMITED, "too many open streams: at most " + limit)
                .header("Retry-After", RETRY_AFTER_SECONDS);
    }

    /// A lease that is given back once, however often it is closed.
    private static final class Once implements Lease {
        private final Runnable back;
        private boolean isBack;

        Once(Runnable back) {
            this.back = back;
        }

        @Override
        public synchronized void close() {
            if (!isBack) {
                isBack = true;
                back.run();
            }
        }
    }
}
