package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.identity.state.Invitation;
import dev.toolbridge.identity.state.InvitationChanges;
import dev.toolbridge.identity.state.MembershipChanges;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.login.LoginName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `/user_management/invitations`.
final class InvitationCalls {
    private static final int EMAIL_LENGTH_MAX = 200;
    private static final int ID_LENGTH_MAX = 255;

    private final InvitationChanges invitations;
    private final Supplier<String> address;

    /// @param address the provider's own address, where an invitation is accepted
    InvitationCalls(InvitationChanges invitations, Supplier<String> address) {
        this.invitations = invitations;
        this.address = address;
    }

    Answer list(Request request) {
        Optional<String> organization = request.queryValue("organization_id");
        Optional<String> email = request.queryValue("email").map(InvitationCalls::requireEmail);
        List<Invitation> found = invitations.all().stream()
                .filter(invitation ->
                        organization.isEmpty() || organization.get().equals(invitation.organizationId()))
                .filter(invitation -> email.isEmpty() || email.get().equals(invitation.email()))
                .toList();
        return Answer.json(200, Paging.ordered(request).page(found, Invitation::id, this::json));
    }

    Answer get(Request request) {
        return answer(200, invitations.find(request.parameter("id")));
    }

    Answer byToken(Request request) {
        return answer(200, invitations.byToken(request.parameter("token")));
    }

    Answer send(Request request) {
        var body = ChangeBody.of(request);
        var draft = new InvitationChanges.Draft(
                requireEmail(body.requireText("email", EMAIL_LENGTH_MAX)),
                body.requireText("organization_id", ID_LENGTH_MAX),
                body.text("role_slug", ID_LENGTH_MAX).orElse(MembershipChanges.USUAL_ROLE),
                body.whole("expires_in_days", InvitationChanges.EXPIRES_IN_DAYS_USUAL),
                body.text("inviter_user_id", ID_LENGTH_MAX).orElse(""));
        return answer(201, Optional.of(invitations.send(draft)));
    }

    Answer resend(Request request) {
        return answer(200, Optional.of(invitations.resend(request.parameter("id"))));
    }

    Answer revoke(Request request) {
        return answer(200, Optional.of(invitations.revoke(request.parameter("id"))));
    }

    Answer accept(Request request) {
        return answer(200, Optional.of(invitations.accept(request.parameter("id"))));
    }

    /// An address in the form in which it is compared.
    static String requireEmail(String text) {
        return LoginName.parse(text)
                .map(LoginName::id)
                .filter(id -> id.matches("[^@\\s]+@[^@\\s]+"))
                .orElseThrow(() -> WorkosRefusal.ofField("email", "email must be an address"));
    }

    private Answer answer(int status, Optional<Invitation> found) {
        return Answer.json(status, json(found.orElseThrow(() -> WorkosRefusal.notFound("Invitation"))));
    }

    private ObjectNode json(Invitation invitation) {
        return EventData.invitation(invitation, invitations.stateOf(invitation))
                .put("token", invitation.token())
                .put("accept_invitation_url", address.get() + "/?invitation_token=" + invitation.token());
    }
}
