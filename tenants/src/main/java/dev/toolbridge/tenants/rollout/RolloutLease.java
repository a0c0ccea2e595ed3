package dev.toolbridge.tenants.rollout;

import java.util.UUID;

/// The right to go on with a rollout, until another server has a higher fence.
record RolloutLease(UUID rollout, long fence) {

    /// Another server has the rollout, or an operator has stopped it.
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("the rollout is not this server's any more");
        }
    }
}
