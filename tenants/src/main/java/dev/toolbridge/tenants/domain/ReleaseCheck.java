package dev.toolbridge.tenants.domain;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Proposes to deploy what a tenant runs once more when it has a new domain: its programs refuse requests for hosts,
/// and tokens for addresses, that they were not started with.
record ReleaseCheck(DomainStore store) implements TenantCheck {

    @Override
    public Set<ConditionType> types() {
        return Set.of();
    }

    @Override
    public Findings check(Tenant tenant) {
        Optional<String> outdated =
                tenant.status() == TenantStatus.ACTIVE ? store.outdated(tenant.ref()) : Optional.empty();
        return new Findings(
                List.of(),
                outdated.stream()
                        .map(artefact -> new Proposal(
                                "deploy", Json.object().put("artefact", artefact), "its programs get a new domain"))
                        .toList());
    }
}
