package dev.toolbridge.tenants.router;

import java.util.Locale;

/// The states of a tenant's routes.
enum RouteState {
    OPEN,
    SUSPENDED;

    /// The name in the table.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
