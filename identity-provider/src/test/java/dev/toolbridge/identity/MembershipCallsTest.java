package dev.toolbridge.identity;

import static dev.toolbridge.identity.OrganizationCallsTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.workos.common.exceptions.WorkOSException;
import com.workos.models.OrganizationMembership;
import com.workos.models.User;
import com.workos.organizationmembership.CreateUserRole;
import com.workos.organizationmembership.OrganizationMembershipService;
import com.workos.types.OrganizationMembershipStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memberships and users, by WorkOS's own client library.
class MembershipCallsTest {
    private static final String UPDATED = "organization_membership.updated";

    @TempDir
    Path folder;

    private RunningProvider provider;
    private String ada;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
        ada = provider.newUser("ada@example.com");
        provider.control("POST", "/organizations", Map.of("id", "org_a", "name", "The org_a"));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aUserBecomesAMemberWithARole() {
        var made = create("admin");

        assertThat(made.getStatus()).isEqualTo(OrganizationMembershipStatus.Active);
        assertThat(made.getOrganizationName()).isEqualTo("The org_a");
        assertThat(made.getUser().getEmail()).isEqualTo("ada@example.com");
        assertThat(memberships().get(made.getId())).isEqualTo(made);
        assertThat(memberships()
                        .update(made.getId(), new CreateUserRole.Single("guest"))
                        .getRole()
                        .getSlug())
                .isEqualTo("guest");
        assertRefused(409, "organization_membership_already_exists", () -> create("member"));
        assertThat(memberships().list(null, null, 10, null, "org_a", List.of(), null).data)
                .hasSize(1);
    }

    @Test
    void oneIsDeactivatedAndReactivatedOnce() {
        String id = create("admin").getId();
        memberships().deactivate(id);
        assertThat(memberships().deactivate(id).getStatus()).isEqualTo(OrganizationMembershipStatus.Inactive);
        assertThat(provider.happened(UPDATED)).hasSize(1);

        memberships().reactivate(id);
        var active = memberships().reactivate(id);

        assertThat(active.getStatus()).isEqualTo(OrganizationMembershipStatus.Active);
        assertThat(active.getRole().getSlug()).isEqualTo("admin");
        assertThat(provider.happened(UPDATED)).hasSize(2);
    }

    @Test
    void creatingAnInactiveOneActivatesIt() {
        String id = create("admin").getId();
        memberships().deactivate(id);

        var again = create("guest");

        assertThat(again.getId()).isEqualTo(id);
        assertThat(again.getStatus()).isEqualTo(OrganizationMembershipStatus.Active);
        assertThat(again.getRole().getSlug()).isEqualTo("guest");
    }

    @Test
    void aPendingOneWaitsForItsInvitation() {
        provider.workos().getUserManagement().sendInvitation("ada@example.com", "org_a");
        String id = memberships()
                .list(null, null, 10, null, "org_a", List.of(OrganizationMembershipStatus.Pending), null)
                .data
                .getFirst()
                .getId();

        assertRefused(400, "cannot_reactivate_pending_organization_membership", () -> create("member"));
        assertRefused(400, "cannot_reactivate_pending_organization_membership", () -> memberships()
                .reactivate(id));
        assertRefused(400, "cannot_deactivate_pending_organization_membership", () -> memberships()
                .deactivate(id));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertRefused(404, "entity_not_found", () -> memberships().get("om_nobody"));
        assertRefused(404, "entity_not_found", () -> memberships().delete("om_nobody"));
        assertRefused(404, "entity_not_found", () -> memberships().deactivate("om_nobody"));
        assertRefused(404, "entity_not_found", () -> memberships().update("om_nobody"));
        assertRefused(404, "entity_not_found", () -> memberships().create(null, "nobody", "org_a"));
        assertRefused(404, "entity_not_found", () -> memberships().create(null, ada, "org_nobody"));
        assertRefused(422, "invalid_role", () -> create("emperor"));
        assertRefused(422, "multiple_roles_not_enabled", () -> memberships()
                .create(new CreateUserRole.Multiple(List.of("admin", "guest")), ada, "org_a"));
    }

    @Test
    void aDeletedOneIsGoneWithAnEvent() {
        String id = create("member").getId();
        provider.faultOnce("membership-changes", "lost");

        assertThatThrownBy(() -> memberships().delete(id)).isInstanceOf(WorkOSException.class);

        assertRefused(404, "entity_not_found", () -> memberships().get(id));
        assertThat(provider.happened("organization_membership.deleted")).hasSize(1);
    }

    @Test
    void usersAreFoundByAddressAndOrganisation() {
        provider.newMember("bob@example.com", "org_a");

        assertThat(users("ADA@example.com", null)).extracting(User::getId).containsExactly(ada);
        assertThat(users(null, "org_a")).extracting(User::getEmail).containsExactly("bob@example.com");
        assertThat(users("nobody@example.com", null)).isEmpty();
        assertThat(provider.workos().getUserManagement().get(ada).getEmail()).isEqualTo("ada@example.com");
        assertRefused(404, "entity_not_found", () -> provider.workos()
                .getUserManagement()
                .get("nobody"));
    }

    @Test
    void eventsAreFoundByOrganisation() {
        provider.newMember("bob@example.com", "org_b");
        create("member");

        var events = provider.json(
                        "/events?events=organization_membership.created,organization.deleted&organization_id=org_a",
                        "Authorization",
                        "Bearer " + RunningProvider.API_KEY)
                .path("data");

        assertThat(events.findValuesAsText("user_id")).containsExactly(ada);
    }

    private OrganizationMembership create(String role) {
        return memberships().create(new CreateUserRole.Single(role), ada, "org_a");
    }

    private List<User> users(String email, String organization) {
        return provider.workos().getUserManagement().list(null, null, 10, null, null, organization, email).data;
    }

    private OrganizationMembershipService memberships() {
        return provider.workos().getOrganizationMembership();
    }
}
