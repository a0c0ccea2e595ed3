package dev.toolbridge.tenants.placement;

/// The connections that a tenant's servers take.
///
/// @param instances the number of APIs that run at a time
/// @param pool the size of an API's pool
public record ConnectionNeed(int instances, int pool) {
    /// The size of a tenant's pool.
    public static final int POOL = 4;

    /// Each API listens for messages on a connection beside its pool.
    private static final int LISTENER = 1;

    private static final int INSTANCES_MAX = 100;
    private static final int POOL_MAX = 100;

    public ConnectionNeed {
        if (instances < 1 || instances > INSTANCES_MAX || pool < 1 || pool > POOL_MAX) {
            throw new IllegalArgumentException(
                    "1 to " + INSTANCES_MAX + " instances, with pools of 1 to " + POOL_MAX + " connections");
        }
    }

    public int running() {
        return instances * (pool + LISTENER);
    }

    /// The connections while an old and a new release run side by side.
    public int deploying() {
        return 2 * running();
    }

    /// The most connections that the server gives: those of a release that has just ended are still open for a moment.
    int admitted() {
        return deploying() + running();
    }
}
