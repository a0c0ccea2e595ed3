package dev.toolbridge.tenants.runtime;

import java.util.UUID;

/// The origin of all that a runtime makes: the tenant's reference, the operation and the launch.
public record Label(UUID tenant, UUID operation, UUID launch) {

    @Override
    public String toString() {
        return tenant + "/" + operation + "/" + launch;
    }
}
