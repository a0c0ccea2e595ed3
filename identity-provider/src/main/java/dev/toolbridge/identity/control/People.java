package dev.toolbridge.identity.control;

import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.Membership;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.identity.state.User;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.login.LoginName;
import java.util.Set;

/// Makes people, organisations and memberships.
final class People {
    private static final Set<String> STATUSES = Set.of(Membership.ACTIVE, Membership.PENDING, Membership.INACTIVE);

    private final Directory directory;
    private final Grants grants;

    People(Directory directory, Grants grants) {
        this.directory = directory;
        this.grants = grants;
    }

    Answer putUser(Request request) {
        var command = Command.of(request);
        LoginName login = LoginName.parse(command.require("email"))
                .orElseThrow(() -> ControlRefusal.wrong("email must be a name or an address"));
        return Answer.json(200, directory.userNamed(login, command.find("name").orElse("")));
    }

    Answer putOrganization(Request request) {
        var command = Command.of(request);
        String id = command.find("id").orElseGet(() -> Unguessable.id("org"));
        return Answer.json(200, directory.putOrganization(id, command.require("name")));
    }

    Answer putMembership(Request request) {
        var command = Command.of(request);
        String status = command.find("status").orElse(Membership.ACTIVE);
        if (!STATUSES.contains(status)) {
            throw ControlRefusal.wrong("status must be active, pending or inactive");
        }
        User user = directory.user(command.require("user_id")).orElseThrow(ControlRefusal.unknown("user"));
        Organization organization = directory
                .organization(command.require("organization_id"))
                .orElseThrow(ControlRefusal.unknown("organisation"));
        return Answer.json(
                200,
                directory.putMembership(
                        user, organization, status, command.find("role").orElse("member")));
    }

    /// With `silently` no event is published.
    Answer removeMembership(Request request) {
        var command = Command.of(request);
        String user = command.require("user_id");
        String organization = command.require("organization_id");
        if (command.body().path("silently").asBoolean()) {
            directory.removeMembershipSilently(user, organization);
            return Answer.empty(204);
        }
        return Answer.json(
                200, directory.removeMembership(user, organization).orElseThrow(ControlRefusal.unknown("membership")));
    }

    Answer revokeSession(Request request) {
        var grant = grants.bySession(Command.of(request).require("session_id"))
                .orElseThrow(ControlRefusal.unknown("session"));
        directory.revokeSession(grant);
        return Answer.empty(204);
    }
}
