package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.identity.IdentityInput;
import dev.toolbridge.tenants.identity.Invited;
import dev.toolbridge.tenants.identity.Invitee;
import dev.toolbridge.tenants.identity.Organization;
import dev.toolbridge.tenants.identity.Outcome;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.StatusCourse;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The steps at the identity provider: the tenant's organisation and its first administrators.
record IdentitySteps(Machinery machinery) {
    private static final String ADMIN = "admin";
    private static final String MADE = "made";
    private static final String UPDATE = "update_identity";

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
        return invite(tenant, tenant.admins());
    }

    /// Changes the organisation as the tenant was changed. It has no order among other operations of the tenant: each
    /// step sends what is wanted now.
    OperationPlan update() {
        var kind = new OperationKind(
                UPDATE,
                1,
                OperationKind.Place.BETWEEN,
                EnumSet.complementOf(EnumSet.of(TenantStatus.DESTROYED)),
                StatusCourse.NONE,
                OperationKind.Wish.NEITHER);
        return new OperationPlan(
                kind,
                List.of(Plans.quick("rename", this::rename), Plans.quick("invite_new", this::inviteNew)),
                List.of());
    }

    /// Gives an organisation that was made for the tenant its present name. One that existed before keeps its own.
    private StepOutcome rename(StepContext context) {
        Tenant tenant = TenantSteps.tenant(machinery, context);
        if (!context.input().path(IdentityInput.RENAMED).asBoolean()) {
            return Outcomes.done();
        }
        String id = TenantSteps.organization(tenant);
        String ref = tenant.ref().toString();
        Outcome<Organization> found = machinery.organizations().check(id);
        boolean isMade = found instanceof Outcome.Done<Organization>(Organization present)
                && present.ref().equals(Optional.of(ref));
        return Outcomes.of(
                isMade ? machinery.organizations().update(id, ref, tenant.name()) : found, _ -> Json.object());
    }

    /// Nobody is invited who was taken from the list meanwhile.
    private StepOutcome inviteNew(StepContext context) {
        Tenant tenant = TenantSteps.tenant(machinery, context);
        List<String> emails = context.input()
                .path(IdentityInput.INVITED)
                .valueStream()
                .map(JsonNode::asText)
                .filter(tenant.admins()::contains)
                .toList();
        return invite(tenant, emails);
    }

    private StepOutcome invite(Tenant tenant, List<String> emails) {
        String organization = TenantSteps.organization(tenant);
        for (String email : emails) {
            Outcome<Invited> invited = machinery.members().inviteOnce(new Invitee(organization, email, ADMIN));
            if (!(invited instanceof Outcome.Done<Invited>)) {
                return Outcomes.of(invited, _ -> Json.object());
            }
        }
        return Outcomes.done();
    }

    /// Deletes the organisation if it was made for the tenant; one that existed before stays.
    StepOutcome remove(StepContext context) {
        return Outcomes.of(machinery.organizations().deleteMade(context.tenant().toString()), _ -> Json.object());
    }
}
