package dev.toolbridge.tenants.identity;

import com.workos.common.http.Page;
import com.workos.models.Invitation;
import com.workos.models.OrganizationMembership;
import com.workos.types.InvitationState;
import com.workos.types.OrganizationMembershipStatus;
import com.workos.types.PaginationOrder;
import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.service.workos.WorkosReply;
import dev.toolbridge.service.workos.WorkosReply.Answered;
import dev.toolbridge.service.workos.WorkosReply.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The people of organisations. A person is looked for among the invited before being invited, and again when no
/// answer came: nobody gets two invitations that are open.
public final class Members {
    private static final int PAGE_SIZE_MAX = 100;
    private static final int PAGES_MAX = 10;
    private static final String INVITED = "email_already_invited_to_organization";
    private static final String MEMBER = "user_already_organization_member";

    private final WorkosCalls calls;

    public Members(WorkosCalls calls) {
        this.calls = calls;
    }

    /// Invites a person who is neither invited nor a member.
    public Outcome<Invited> inviteOnce(Invitee invitee) {
        var open = open(invitee);
        return switch (open) {
            case Answered<Optional<Invited>>(Optional<Invited> found) ->
                found.<Outcome<Invited>>map(Outcome.Done::new).orElseGet(() -> invited(invitee));
            default -> Replies.unanswered(open, what(invitee));
        };
    }

    /// The organisations that a user is an active member of.
    public Outcome<List<Member>> memberships(String user) {
        var all = new ArrayList<Member>();
        Optional<String> after = Optional.empty();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            var reply = page(user, after);
            if (!(reply instanceof Answered<Page<OrganizationMembership>>(Page<OrganizationMembership> page))) {
                return Replies.unanswered(reply, "the memberships of a user");
            }
            page.data.stream().map(Members::member).forEach(all::add);
            after = Optional.ofNullable(page.listMetadata.after);
            if (after.isEmpty()) {
                return new Outcome.Done<>(List.copyOf(all));
            }
        }
        return Replies.again("the list of a user's memberships has no end");
    }

    /// Whatever the answer, the look-up afterwards decides, unless the identity provider has a reason of its own.
    private Outcome<Invited> invited(Invitee invitee) {
        var reply = calls.<Invited>attempt(() -> new Invited.Waiting(calls.changing()
                .getUserManagement()
                .sendInvitation(invitee.email(), invitee.organization(), invitee.role(), null, null, null, calls.once())
                .getId()));
        return switch (reply) {
            case Answered<Invited>(Invited sent) -> new Outcome.Done<>(sent);
            case Refused<Invited>(int _, String code)
            when code.equals(MEMBER) -> new Outcome.Done<>(new Invited.Member());
            case Refused<Invited>(int _, String code)
            when code.equals(INVITED) -> lookedUp(invitee, Replies.again("the invitation was sent by another request"));
            case Refused<Invited> _, WorkosReply.Limited<Invited> _ -> Replies.unanswered(reply, what(invitee));
            case WorkosReply.Unclear<Invited> _ -> lookedUp(invitee, Replies.unanswered(reply, what(invitee)));
        };
    }

    private Outcome<Invited> lookedUp(Invitee invitee, Outcome<Invited> otherwise) {
        return open(invitee) instanceof Answered<Optional<Invited>>(Optional<Invited> found)
                ? found.<Outcome<Invited>>map(Outcome.Done::new).orElse(otherwise)
                : otherwise;
    }

    /// The open invitation of a person. The newest comes first, and only the newest can be open.
    private WorkosReply<Optional<Invited>> open(Invitee invitee) {
        return calls.attempt(() -> calls
                .reading()
                .getUserManagement()
                .listInvitations(
                        null,
                        null,
                        PAGE_SIZE_MAX,
                        PaginationOrder.Desc,
                        invitee.organization(),
                        invitee.email(),
                        calls.once())
                .data
                .stream()
                .filter(invitation -> isOpen(invitation, invitee))
                .findFirst()
                .map(invitation -> new Invited.Waiting(invitation.getId())));
    }

    private static boolean isOpen(Invitation invitation, Invitee invitee) {
        return invitation.getState() == InvitationState.Pending
                && invitee.organization().equals(invitation.getOrganizationId());
    }

    /// The library's parameters are positional: before, after, limit, order, organisation, statuses, user.
    private WorkosReply<Page<OrganizationMembership>> page(String user, Optional<String> after) {
        return calls.attempt(() -> calls.reading()
                .getOrganizationMembership()
                .list(
                        null,
                        after.orElse(null),
                        PAGE_SIZE_MAX,
                        PaginationOrder.Asc,
                        null,
                        List.of(OrganizationMembershipStatus.Active),
                        user,
                        calls.once()));
    }

    private static Member member(OrganizationMembership membership) {
        return new Member(
                membership.getId(),
                membership.getUserId(),
                membership.getOrganizationId(),
                membership.getRole().getSlug());
    }

    /// Without the address, which does not belong in messages.
    private static String what(Invitee invitee) {
        return "the invitation of a person to the organisation " + invitee.organization();
    }
}
