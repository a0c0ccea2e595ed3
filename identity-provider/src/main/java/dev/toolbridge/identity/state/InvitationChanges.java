package dev.toolbridge.identity.state;

import dev.toolbridge.identity.state.PublishedChanges.Happening;
import dev.toolbridge.identity.state.PublishedChanges.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Invitations as WorkOS lets them be sent, accepted and revoked. Each change is an event. No mail leaves this
/// machine: the person who logs in with the invited address has accepted.
public final class InvitationChanges {
    public static final int EXPIRES_IN_DAYS_MAX = 30;
    public static final int EXPIRES_IN_DAYS_USUAL = 7;

    private final PublishedChanges changes;

    public InvitationChanges(PublishedChanges changes) {
        this.changes = changes;
    }

    /// The wish to invite somebody.
    ///
    /// @param email the address in lower case
    /// @param inviterId the user who invites, empty for none
    public record Draft(String email, String organizationId, String role, int expiresInDays, String inviterId) {}

    public List<Invitation> all() {
        return changes.state().invitations();
    }

    public Optional<Invitation> find(String id) {
        return first(changes.state(), invitation -> invitation.id().equals(id));
    }

    public Optional<Invitation> byToken(String token) {
        return first(changes.state(), invitation -> invitation.token().equals(token));
    }

    /// The state of an invitation now.
    public String stateOf(Invitation invitation) {
        return invitation.stateAt(changes.clock().instant());
    }

    /// Invites somebody, who has a pending membership from now on if it is a known user.
    public Invitation send(Draft draft) {
        requireSendable(draft);
        return changes.decide(state -> {
            OrganizationChanges.require(state, draft.organizationId());
            if (!draft.inviterId().isEmpty()) {
                Directory.requireUser(state, draft.inviterId());
            }
            var known = user(state, draft.email());
            var membership = known.flatMap(user -> MembershipChanges.find(state, user.id(), draft.organizationId()));
            requireNew(state, draft, membership);
            var invitation = drawn(draft);
            var happenings = new ArrayList<>(List.of(happening("invitation.created", invitation)));
            State next = state.withInvitation(invitation);
            if (known.isPresent() && membership.isEmpty()) {
                var wish = new MembershipChanges.Wish(
                        known.get().id(), draft.organizationId(), Membership.PENDING, draft.role());
                var step = MembershipChanges.put(next, wish, changes.now());
                next = step.next();
                happenings.addAll(step.happenings());
            }
            return new Outcome<>(next, invitation, happenings);
        });
    }

    /// Sends a pending invitation again, with a new token and as much time as before.
    public Invitation resend(String id) {
        return changes.decide(state -> {
            var known = require(state, id);
            String now = stateOf(known);
            if (!now.equals(Invitation.PENDING)) {
                throw new WorkosRefusal(400, "invite_" + now, "Invite is " + now + ".");
            }
            var time = Duration.between(Instant.parse(known.updatedAt()), Instant.parse(known.expiresAt()));
            var invitation = known.resent(Unguessable.token(), changes.now(), in(time));
            return outcome(state, invitation, "invitation.resent");
        });
    }

    /// Revokes a pending invitation, and the pending membership with it.
    public Invitation revoke(String id) {
        return changes.decide(state -> {
            var known = requirePending(state, id);
            var invitation = known.revoked(changes.now());
            var outcome = outcome(state, invitation, "invitation.revoked");
            return user(state, known.email())
                    .flatMap(user -> MembershipChanges.find(state, user.id(), known.organizationId()))
                    .filter(membership -> membership.status().equals(Membership.PENDING))
                    .map(membership -> MembershipChanges.remove(outcome.next(), membership))
                    .map(step -> with(outcome, step))
                    .orElse(outcome);
        });
    }

    /// Accepts a pending invitation for the user who has its address.
    public Invitation accept(String id) {
        return changes.decide(state -> {
            var known = requirePending(state, id);
            var user = user(state, known.email()).orElseThrow(InvitationChanges::nobody);
            return accepted(state, known, user);
        });
    }

    /// Accepts all pending invitations of a user who has logged in.
    public void acceptAll(User user) {
        all().stream()
                .filter(invitation -> invitation.email().equals(user.email()))
                .forEach(invitation -> changes.decide(state -> pending(state, invitation.id())
                        .map(known -> accepted(state, known, user))
                        .orElseGet(() -> Outcome.unchanged(state, invitation))));
    }

    private static void requireSendable(Draft draft) {
        MembershipChanges.requireRole(400, draft.role());
        if (draft.expiresInDays() < 1) {
            throw new WorkosRefusal(400, "expires_in_days_too_short", "expires_in_days must be 1 at least");
        }
        if (draft.expiresInDays() > EXPIRES_IN_DAYS_MAX) {
            throw new WorkosRefusal(
                    400, "expires_in_days_too_long", "expires_in_days must be " + EXPIRES_IN_DAYS_MAX + " at most");
        }
    }

    private void requireNew(State state, Draft draft, Optional<Membership> membership) {
        if (membership.filter(Membership::isActive).isPresent()) {
            throw member();
        }
        boolean invited = state.invitations().stream()
                .anyMatch(invitation -> invitation.isTo(draft.email(), draft.organizationId())
                        && stateOf(invitation).equals(Invitation.PENDING));
        if (invited) {
            throw invited();
        }
    }

    private Invitation drawn(Draft draft) {
        String now = changes.now();
        return new Invitation(
                Unguessable.id("invitation"),
                draft.email(),
                draft.organizationId(),
                draft.role(),
                Invitation.PENDING,
                Unguessable.token(),
                draft.inviterId(),
                "",
                now,
                now,
                in(Duration.ofDays(draft.expiresInDays())),
                "");
    }

    private String in(Duration time) {
        return changes.clock()
                .instant()
                .truncatedTo(ChronoUnit.MILLIS)
                .plus(time)
                .toString();
    }

    private Outcome<Invitation> accepted(State state, Invitation known, User user) {
        var invitation = known.accepted(user.id(), changes.now());
        var outcome = outcome(state, invitation, "invitation.accepted");
        var wish = new MembershipChanges.Wish(user.id(), known.organizationId(), Membership.ACTIVE, known.role());
        return with(outcome, MembershipChanges.put(outcome.next(), wish, changes.now()));
    }

    private Outcome<Invitation> outcome(State state, Invitation invitation, String kind) {
        return new Outcome<>(state.withInvitation(invitation), invitation, List.of(happening(kind, invitation)));
    }

    private Happening happening(String kind, Invitation invitation) {
        return new Happening(kind, EventData.invitation(invitation, stateOf(invitation)));
    }

    private static Outcome<Invitation> with(Outcome<Invitation> outcome, MembershipChanges.Step step) {
        var happenings = new ArrayList<>(outcome.happenings());
        happenings.addAll(step.happenings());
        return new Outcome<>(step.next(), outcome.answer(), happenings);
    }

    private Invitation requirePending(State state, String id) {
        require(state, id);
        return pending(state, id).orElseThrow(InvitationChanges::notPending);
    }

    private Optional<Invitation> pending(State state, String id) {
        return first(state, invitation -> invitation.id().equals(id))
                .filter(invitation -> stateOf(invitation).equals(Invitation.PENDING));
    }

    private static Invitation require(State state, String id) {
        return first(state, invitation -> invitation.id().equals(id))
                .orElseThrow(() -> WorkosRefusal.notFound("Invitation"));
    }

    private static Optional<Invitation> first(State state, Predicate<Invitation> wanted) {
        return state.invitations().stream().filter(wanted).findFirst();
    }

    private static Optional<User> user(State state, String email) {
        return state.users().stream().filter(user -> user.email().equals(email)).findFirst();
    }

    private static WorkosRefusal invited() {
        return new WorkosRefusal(
                400, "email_already_invited_to_organization", "the address is invited to the organization already");
    }

    private static WorkosRefusal member() {
        return new WorkosRefusal(
                400, "user_already_organization_member", "the user is a member of the organization already");
    }

    private static WorkosRefusal notPending() {
        return new WorkosRefusal(400, "invite_not_pending", "Invite is not pending.");
    }

    private static WorkosRefusal nobody() {
        return new WorkosRefusal(400, "invalid_invite", "no user has the invited address yet");
    }
}
