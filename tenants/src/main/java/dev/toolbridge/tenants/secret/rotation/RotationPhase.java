package dev.toolbridge.tenants.secret.rotation;

import java.util.Set;

/// One stage of a rotation, for all secrets that take part in it: a deployment is made once for all of them.
public record RotationPhase(RotationStage stage, Set<TenantSecret> secrets) {

    public RotationPhase {
        secrets = Set.copyOf(secrets);
    }

    /// Tells if it is about those only that have sealed what is stored.
    public boolean isSealing() {
        return secrets.stream().allMatch(TenantSecret::isSealing);
    }
}
