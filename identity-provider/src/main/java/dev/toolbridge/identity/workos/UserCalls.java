package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.User;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// `/user_management/users`.
final class UserCalls {
    private final Directory directory;

    UserCalls(Directory directory) {
        this.directory = directory;
    }

    Answer list(Request request) {
        Optional<String> email = request.queryValue("email").map(InvitationCalls::requireEmail);
        Optional<String> organization = request.queryValue("organization_id");
        List<User> found = directory.users().stream()
                .filter(user -> email.isEmpty() || email.get().equals(user.email()))
                .filter(user -> organization.isEmpty() || isMember(user, organization.get()))
                .toList();
        return Answer.json(200, Paging.ordered(request).page(found, User::id, UserCalls::json));
    }

    Answer get(Request request) {
        return Answer.json(
                200, json(directory.user(request.parameter("id")).orElseThrow(() -> WorkosRefusal.notFound("User"))));
    }

    private boolean isMember(User user, String organization) {
        return directory.memberships().stream()
                .anyMatch(membership -> membership.isOf(user.id(), organization) && membership.isActive());
    }

    static ObjectNode json(User user) {
        var json = Json.object()
                .put("object", "user")
                .put("id", user.id())
                .put("email", user.email())
                .put("first_name", user.name())
                .putNull("last_name")
                .put("email_verified", true)
                .putNull("profile_picture_url")
                .putNull("last_sign_in_at")
                .putNull("external_id")
                .put("created_at", user.createdAt())
                .put("updated_at", user.createdAt());
        json.putObject("metadata");
        return json;
    }
}
