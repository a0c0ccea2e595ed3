package dev.toolbridge.identity;

import static dev.toolbridge.identity.OrganizationCallsTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.workos.common.exceptions.NotFoundException;
import com.workos.common.exceptions.WorkOSException;
import com.workos.models.Invitation;
import com.workos.models.OrganizationMembership;
import com.workos.types.InvitationState;
import com.workos.types.OrganizationMembershipStatus;
import com.workos.usermanagement.UserManagement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invitations, sent and accepted by WorkOS's own client library.
class InvitationCallsTest {
    private static final String ADA = "ada@example.com";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));

    @TempDir
    Path folder;

    private RunningProvider provider;
    private String organization;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder, Map.of(), now::get);
        organization = provider.workos().getOrganizations().create("Acme").getId();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void thePersonWhoLogsInWithTheAddressIsAMember() {
        var sent = invite("Ada@Example.com", "admin");
        assertThat(sent.getEmail()).isEqualTo(ADA);
        assertThat(sent.getState()).isEqualTo(InvitationState.Pending);
        assertThat(sent.getAcceptInvitationUrl()).contains(sent.getToken());

        LoginFlow.withNewClient(provider).tokens(ADA, Map.of());

        var accepted = people().getInvitation(sent.getId());
        assertThat(accepted.getState()).isEqualTo(InvitationState.Accepted);
        assertThat(accepted.getAcceptedUserId()).isEqualTo(ADA);
        assertThat(memberships(OrganizationMembershipStatus.Active))
                .extracting(membership -> membership.getRole().getSlug())
                .containsExactly("admin");
        assertThat(provider.happened("invitation.created", "invitation.accepted", "organization_membership.created"))
                .containsExactly("invitation.created", "invitation.accepted", "organization_membership.created");
    }

    @Test
    void aKnownUserIsPendingUntilTheInvitationIsAccepted() {
        provider.newUser(ADA);
        var sent = invite(ADA, "member");
        assertThat(memberships(OrganizationMembershipStatus.Pending)).hasSize(1);
        assertThat(memberships(OrganizationMembershipStatus.Active)).isEmpty();

        people().acceptInvitation(sent.getId());

        assertThat(memberships(OrganizationMembershipStatus.Active)).hasSize(1);
        assertRefused(400, "invite_not_pending", () -> people().acceptInvitation(sent.getId()));
        assertRefused(400, "user_already_organization_member", () -> invite(ADA, "member"));
    }

    @Test
    void nobodyIsInvitedTwice() {
        var sent = invite(ADA, "member");

        assertRefused(400, "email_already_invited_to_organization", () -> invite("ADA@example.com", "admin"));
        assertThat(list(ADA)).containsExactly(sent);
        assertThat(list("bob@example.com")).isEmpty();
        assertThat(people().findInvitationByToken(sent.getToken())).isEqualTo(sent);
    }

    @Test
    void aRevokedOneCanBeSentAnew() {
        provider.newUser(ADA);
        var sent = invite(ADA, "member");

        assertThat(people().revokeInvitation(sent.getId()).getState()).isEqualTo(InvitationState.Revoked);

        assertThat(memberships(OrganizationMembershipStatus.Pending)).isEmpty();
        assertRefused(400, "invite_not_pending", () -> people().revokeInvitation(sent.getId()));
        assertRefused(400, "invite_revoked", () -> people().resendInvitation(sent.getId()));
        assertThat(invite(ADA, "member").getId()).isNotEqualTo(sent.getId());
        assertThat(provider.happened("invitation.revoked", "organization_membership.deleted"))
                .containsExactly("invitation.revoked", "organization_membership.deleted");
    }

    @Test
    void anInvitationExpiresAtItsTimeAndNotBefore() {
        var sent = people().sendInvitation(ADA, organization, "member", 1L);
        pass(Duration.ofDays(1).minusMillis(1));
        assertThat(people().getInvitation(sent.getId()).getState()).isEqualTo(InvitationState.Pending);

        pass(Duration.ofMillis(1));

        assertThat(people().getInvitation(sent.getId()).getState()).isEqualTo(InvitationState.Expired);
        assertRefused(400, "invite_expired", () -> people().resendInvitation(sent.getId()));
        LoginFlow.withNewClient(provider).tokens(ADA, Map.of());
        assertThat(memberships(OrganizationMembershipStatus.Active)).isEmpty();
        assertThat(invite(ADA, "member").getState()).isEqualTo(InvitationState.Pending);
    }

    @Test
    void oneSentAgainHasANewTokenAndItsTimeAgain() {
        var sent = people().sendInvitation(ADA, organization, "member", 2L);
        pass(Duration.ofDays(1));

        var again = people().resendInvitation(sent.getId());

        assertThat(again.getToken()).isNotEqualTo(sent.getToken());
        assertThat(again.getExpiresAt()).isEqualTo(sent.getExpiresAt().plusDays(1));
        assertThatThrownBy(() -> people().findInvitationByToken(sent.getToken()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void wrongWishesAreRefusedInWorkosWords() {
        assertRefused(400, "expires_in_days_too_short", () -> inviteFor(0));
        assertRefused(400, "expires_in_days_too_long", () -> inviteFor(31));
        assertRefused(400, "invalid_role", () -> invite(ADA, "emperor"));
        assertRefused(400, "invalid_invite", () -> people().acceptInvitation(
                        inviteFor(30).getId()));
        for (String address : List.of("", "ada", "ada@", "@example.com", "a b@example.com", "a@b@c")) {
            assertRefused(422, "invalid_request_parameters", () -> invite(address, "member"));
        }
        assertRefused(404, "entity_not_found", () -> people().sendInvitation(ADA, "org_nobody"));
        assertRefused(404, "entity_not_found", () -> people().sendInvitation(
                        "bob@example.com", organization, "member", 7L, "nobody"));
        assertRefused(422, "invalid_request_parameters", () -> people().sendInvitation(ADA));
        assertThat(list(null)).hasSize(1);
    }

    @Test
    void allIsThereAfterARestart() {
        var sent = invite(ADA, "member");
        provider.close();

        provider = RunningProvider.in(folder, Map.of(), now::get);

        assertThat(people().findInvitationByToken(sent.getToken()).getId()).isEqualTo(sent.getId());
    }

    @Test
    void anAnswerIsLostAfterTheInvitationWasSent() {
        provider.faultOnce("invitation-changes", "lost");

        assertThatThrownBy(() -> invite(ADA, "member")).isInstanceOf(WorkOSException.class);

        assertThat(list(ADA)).hasSize(1);
        provider.faultOnce("invitations", "down");
        assertRefused(500, null, () -> list(ADA));
        assertThat(list(ADA)).hasSize(1);
    }

    private Invitation invite(String email, String role) {
        return people().sendInvitation(email, organization, role);
    }

    private Invitation inviteFor(long days) {
        return people().sendInvitation(ADA, organization, "member", days);
    }

    private List<Invitation> list(String email) {
        return people().listInvitations(null, null, 100, null, organization, email).data;
    }

    private List<OrganizationMembership> memberships(OrganizationMembershipStatus status) {
        return provider.workos()
                .getOrganizationMembership()
                .list(null, null, 100, null, organization, List.of(status), null)
                .data;
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private UserManagement people() {
        return provider.workos().getUserManagement();
    }
}
