package dev.toolbridge.tenants.runtime;

import java.util.Optional;
import java.util.UUID;

/// A choice among the instances of a tenant: those that fit all parts that are given.
public record InstanceSelection(UUID tenant, Optional<String> app, Optional<UUID> operation, Optional<UUID> launch) {

    /// All instances and runs of a tenant.
    public static InstanceSelection of(UUID tenant) {
        return new InstanceSelection(tenant, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Those of one app.
    public static InstanceSelection of(UUID tenant, String app) {
        return new InstanceSelection(tenant, Optional.of(app), Optional.empty(), Optional.empty());
    }

    /// Those that one launch made.
    public static InstanceSelection of(Label label) {
        return new InstanceSelection(
                label.tenant(), Optional.empty(), Optional.of(label.operation()), Optional.of(label.launch()));
    }

    public boolean includes(InstanceName name, Label label) {
        return tenant.equals(name.tenant())
                && app.map(name.app()::equals).orElse(true)
                && operation.map(label.operation()::equals).orElse(true)
                && launch.map(label.launch()::equals).orElse(true);
    }

    /// True for the selection of everything that a tenant has.
    public boolean isWholeTenant() {
        return app.isEmpty() && operation.isEmpty() && launch.isEmpty();
    }
}
