package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;

/// A request that Fly may have carried out or not: no answer came, or one that says nothing.
final class FlyUnclear extends RuntimeUnavailable {
    private static final long serialVersionUID = 1L;

    FlyUnclear(String reason) {
        super(reason);
    }
}
