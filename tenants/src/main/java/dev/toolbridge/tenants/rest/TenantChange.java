package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.tenants.identity.IdentityInput;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A change of a tenant's values, with all that follows from it.
///
/// @param tenant as it is
record TenantChange(Tenant tenant, TenantPatch patch, Optional<HoldPatch> hold) {

    static TenantChange of(Tenant tenant, BodyFields body, TenantOrder reader) {
        return new TenantChange(tenant, reader.patch(body, tenant.quotas()), HoldPatch.of(body));
    }

    /// Tells if it is more than a tenant's administrators may change.
    boolean isForOperators() {
        return patch.plan().isPresent() || patch.quotas().isPresent() || hold.isPresent();
    }

    /// The origin of the change, with its entries in the audit log, the hold, and the operation that brings it to the
    /// identity provider.
    Origin origin(Orders.Asked asked, Orders orders, OperationPlan identity) {
        var origin = Orders.origin(asked, tenant.ref(), entries().toArray(AuditEntry[]::new));
        Origin followed = forIdentity()
                .map(input -> orders.with(origin, asked, new Orders.Following(tenant.ref(), identity, input)))
                .orElse(origin);
        return HoldPatch.before(followed, hold, tenant, asked.caller());
    }

    private List<AuditEntry> entries() {
        var facts = Json.object();
        var changed = facts.putArray("changed");
        patch.name().ifPresent(_ -> changed.add("name"));
        patch.plan().ifPresent(_ -> changed.add("plan"));
        patch.quotas().ifPresent(_ -> changed.add("quotas"));
        patch.admins().ifPresent(_ -> changed.add("admins"));
        var entries = new ArrayList<AuditEntry>();
        hold.ifPresent(wish -> entries.add(wish.entry(tenant)));
        if (hold.isEmpty() || !changed.isEmpty()) {
            entries.add(new AuditEntry("tenant.updated", tenant.ref().toString(), facts));
        }
        return entries;
    }

    /// The part that the identity provider has to have. An organisation that is not known yet is made with that.
    private Optional<ObjectNode> forIdentity() {
        boolean isRenamed =
                patch.name().filter(name -> !name.equals(tenant.name())).isPresent();
        Set<String> known = tenant.admins().stream().map(TenantChange::folded).collect(Collectors.toSet());
        List<String> invited = patch.admins().orElseGet(List::of).stream()
                .filter(email -> known.add(folded(email)))
                .toList();
        return tenant.id().isPresent() && (isRenamed || !invited.isEmpty())
                ? Optional.of(IdentityInput.of(isRenamed, invited))
                : Optional.empty();
    }

    private static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
