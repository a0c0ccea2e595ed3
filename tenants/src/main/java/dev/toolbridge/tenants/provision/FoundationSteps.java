package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.placement.PlacementOrder;
import dev.toolbridge.tenants.placement.PlacementOutcome;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.SecretMove;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.LinkedHashSet;
import java.util.List;

/// The steps beneath a tenant's programs: secrets, database, address.
record FoundationSteps(Machinery machinery, TenantSteps facts) {

    /// Makes the secrets that are not there yet.
    StepOutcome secrets(StepContext context) {
        for (TenantSecret secret : TenantSecret.values()) {
            SecretMove move = machinery.secrets().ensure(context.tenant(), secret.secretName(), secret.next());
            if (move instanceof SecretMove.Illegal) {
                return Outcomes.of(move);
            }
        }
        return Outcomes.done();
    }

    /// Lets the tenant's key open the server of memberships.
    StepOutcome memberKey(StepContext context) {
        Tenant tenant = facts.tenant(context);
        List<Secret> keys = facts.live(tenant, TenantSecret.MEMBERS).stream()
                .map(LiveSecret::value)
                .toList();
        machinery.memberKeys().set(tenant.ref(), TenantSteps.organization(tenant), keys);
        return Outcomes.done();
    }

    StepOutcome database(StepContext context) {
        Tenant tenant = facts.tenant(context);
        var release = machinery.platform().release(ReleaseSteps.artefact(machinery, context));
        PlacementOrder order = facts.placement(tenant, release);
        PlacementOutcome placed = machinery.placements().place(facts.cluster(tenant.ref()), tenant.ref(), order);
        for (Cluster next : machinery.platform().clusters()) {
            if (!(placed instanceof PlacementOutcome.Full)) {
                break;
            }
            Hold.require();
            placed = machinery.placements().place(next, tenant.ref(), order);
        }
        return Outcomes.of(placed);
    }

    /// Gives the tenant its name, and on one machine its port. Nothing answers there yet.
    StepOutcome address(StepContext context) {
        Tenant tenant = facts.tenant(context);
        var address = facts.routerAddress(tenant);
        if (machinery.platform().loopbackPorts().isPresent()
                && address.loopbackPort().isEmpty()) {
            return Outcomes.refused(
                    "the tenant's address",
                    "all ports of ROUTER_LOOPBACK_PORTS lead to tenants",
                    "give the router more ports, then retry");
        }
        var host = machinery.platform().host(tenant.slug());
        StepOutcome routed = Outcomes.of(machinery.router().ensureRoute(tenant.ref(), host, address.loopbackPort()));
        return routed instanceof StepOutcome.Done ? Outcomes.done("external_id", host.text()) : routed;
    }

    /// Takes the tenant's domains and their certificates away, before its name: no check brings them back then.
    StepOutcome removeDomains(StepContext context) {
        machinery.domains().removeAll(context.tenant());
        return Outcomes.done();
    }

    /// Takes the tenant's name from the router; what is open is cut.
    StepOutcome removeAddress(StepContext context) {
        return Outcomes.of(machinery.router().remove(context.tenant()));
    }

    StepOutcome removeDatabase(StepContext context) {
        var all = new LinkedHashSet<>(List.of(facts.cluster(context.tenant())));
        new PlacementStore(machinery.database())
                .ofTenant(context.tenant())
                .forEach(placement ->
                        machinery.platform().cluster(placement.cluster()).ifPresent(all::add));
        for (Cluster cluster : all) {
            Hold.require();
            StepOutcome removed = Outcomes.of(machinery.placements().remove(cluster, context.tenant()));
            if (!(removed instanceof StepOutcome.Done)) {
                return removed;
            }
        }
        return Outcomes.done();
    }

    /// Ends the tenant's key, then destroys the key that opens the tenant's secrets: no copy of them can be opened.
    StepOutcome removeSecrets(StepContext context) {
        machinery.memberKeys().remove(context.tenant());
        machinery.keyFiles().remove(context.tenant());
        machinery.keys().destroy(context.tenant());
        return Outcomes.done();
    }
}
