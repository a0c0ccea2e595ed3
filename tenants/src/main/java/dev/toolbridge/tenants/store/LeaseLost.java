package dev.toolbridge.tenants.store;

import java.util.UUID;

/// Another server has taken the operation over, or it has ended: the work on it stops here.
public final class LeaseLost extends RuntimeException {

    LeaseLost(UUID operation) {
        super("the lease of operation " + operation + " is lost");
    }
}
