package dev.toolbridge.tests.conversation;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A person with assistants.
///
/// @param workspace the workspace that the person works in
/// @param email the name with which the person logs in
/// @param id the person at the identity provider
public record Person(ReviewedWorkspace workspace, String email, String id) {
    private static final String EVERYTHING =
            "*:read notes:write notes:delete tasks:write tasks:delete proposals:approve";

    /// A token of the person, with all rights of a member and without approval.
    public String token() {
        return token(Map.of());
    }

    /// A token for an assistant.
    ///
    /// @param client the OAuth client
    /// @param scopes the scopes that the person grants, with blanks between; empty for all rights
    public String token(String client, String scopes) {
        return token(scopes.isEmpty() ? Map.of("client_id", client) : Map.of("client_id", client, "scope", scopes));
    }

    /// A token of the client on which the person sees what is approved.
    public String approver() {
        return token(ReviewedWorkspace.APPROVAL_CLIENT, EVERYTHING);
    }

    /// The same token for a program that acts for the person.
    String actingApprover() {
        return token(Map.of(
                "client_id",
                ReviewedWorkspace.APPROVAL_CLIENT,
                "scope",
                EVERYTHING,
                "act",
                Map.of("sub", "a-program")));
    }

    private String token(Map<String, ?> more) {
        var claims = new HashMap<String, Object>(Map.of(
                "aud", ReviewedWorkspace.AUDIENCE,
                "org_id", ReviewedWorkspace.TENANT,
                "jti", UUID.randomUUID().toString()));
        claims.putAll(more);
        return workspace
                .provider()
                .token(JsonValues.of(Map.of("sub", id, "claims", claims)).toString());
    }

    /// Sends a request to the API.
    public Reply send(Call call, String token) {
        return workspace.api().server().send(call.with("Authorization", "Bearer " + token));
    }
}
