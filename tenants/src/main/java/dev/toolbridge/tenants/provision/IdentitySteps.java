package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.identity.Invited;
import dev.toolbridge.tenants.identity.Invitee;
import dev.toolbridge.tenants.identity.Organization;
import dev.toolbridge.tenants.identity.Outcome;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.tenant.Tenant;

/// The steps at the identity provider: the tenant's organisation and its first administrators.
record IdentitySteps(Machinery machinery) {
    private static final String ADMIN = "admin";
    private static final String MADE = "made";

    /// Finds the organisation that was named, or makes one that carries the tenant's reference.
    StepOutcome organization(StepContext context) {
        Tenant tenant = TenantSteps.tenant(machinery, context);
        Outcome<Organization> found = tenant.id()
                .map(id -> machinery.organizations().check(id))
                .orElseGet(() -> machinery.organizations().ensure(tenant.ref().toString(), tenant.name()));
        if (found instanceof Outcome.Done<Organization>(Organization organization)
                && !machinery.tenants().bind(tenant.ref(), organization.id())) {
            return Outcomes.refused(
                    "the organisation " + organization.id(),
                    "another tenant has it",
                    "give the id of another organisation");
        }
        return Outcomes.of(found, organization -> Json.object()
                .put("external_id", organization.id())
                .put(MADE, organization.ref().isPresent()));
    }

    /// Invites those who are neither invited nor members.
    StepOutcome invite(StepContext context) {
        Tenant tenant = TenantSteps.tenant(machinery, context);
        String organization = TenantSteps.organization(tenant);
        for (String email : tenant.admins()) {
            Outcome<Invited> invited = machinery.members().inviteOnce(new Invitee(organization, email, ADMIN));
            if (!(invited instanceof Outcome.Done<Invited>)) {
                return Outcomes.of(invited, _ -> Json.object());
            }
        }
        return Outcomes.done();
    }

    /// Deletes the organisation if it was made for the tenant; an older one stays.
    StepOutcome remove(StepContext context) {
        return Outcomes.of(machinery.organizations().deleteMade(context.tenant().toString()), _ -> Json.object());
    }
}
