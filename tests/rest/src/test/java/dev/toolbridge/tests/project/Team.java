package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A project with people of its own, who send requests by their names.
final class Team {
    static final String OWNER = "owner";

    private final RunningApi api = RunningApi.instance();
    private final String mark = UUID.randomUUID().toString();
    private final String slug = "team-" + mark.substring(0, 13);
    private final String id;

    Team() {
        Reply made = send(OWNER, "POST", "/v1/projects", "{\"name\":\"A team\",\"slug\":\"" + slug + "\"}");
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        this.id = made.at("/id").textValue();
    }

    /// A project with a member of each role, called as the role.
    static Team ofAllRoles() {
        var team = new Team();
        for (String role : new String[] {"admin", "developer", "viewer"}) {
            team.join(role, role);
        }
        return team;
    }

    String id() {
        return id;
    }

    String slug() {
        return slug;
    }

    /// The path of a project's own route.
    String project(String rest) {
        return "/v1/projects/" + slug + rest;
    }

    /// The path of a route that works in the project's space.
    String space(String rest) {
        return "/v1/spaces/" + slug + rest;
    }

    void join(String person, String role) {
        Reply invited = send(OWNER, "POST", project("/invitations"), "{\"role\":\"" + role + "\"}");
        assertThat(invited.status()).as(invited::toString).isEqualTo(201);
        String code = invited.at("/code").textValue();
        Reply joined = send(person, "POST", "/v1/projects/join", "{\"code\":\"" + code + "\"}");
        assertThat(joined.status()).as(joined::toString).isEqualTo(200);
    }

    /// The user's id, as members are listed.
    String user(String person) {
        return send(person, Call.of("GET", "/v1/me")).at("/user").textValue();
    }

    String note(String person) {
        Reply made = send(person, "POST", space("/notes"), "{\"title\":\"by " + person + "\"}");
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        return made.at("/uid").textValue();
    }

    Reply send(String person, String method, String path) {
        return send(person, Call.of(method, path));
    }

    Reply send(String person, String method, String path, String body) {
        return send(person, Call.of(method, path).json(body));
    }

    Reply send(String person, Call call) {
        return api.server().send(call.with("Authorization", "Bearer " + token(person)));
    }

    /// Sends with another credential.
    Reply sendWith(String credential, Call call) {
        return api.server().send(call.with("Authorization", "Bearer " + credential));
    }

    String token(String person) {
        return api.tokens().of(name(person));
    }

    /// A token of a person with some scopes only.
    String token(String person, String scope) {
        var claims = api.tokens().claims(name(person));
        claims.put("org_id", Tokens.DEFAULT_TENANT);
        claims.put("scope", scope);
        return api.tokens().sign(claims);
    }

    /// A token with which an assistant acts for a person.
    String assistantToken(String person) {
        var claims = api.tokens().claims(name(person));
        claims.put("org_id", Tokens.DEFAULT_TENANT);
        claims.put("act", JsonValues.parse("{\"sub\":\"an-assistant\"}"));
        return api.tokens().sign(claims);
    }

    /// The entries of the audit log about this project.
    List<JsonNode> audited(String action) {
        var found = new ArrayList<JsonNode>();
        String cursor = "";
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page = send(OWNER, "GET", "/v1/audit?limit=1000" + cursor).json();
            for (JsonNode entry : page.path("entries")) {
                if (entry.path("action").asText().equals(action)
                        && entry.path("object").asText().equals(id)) {
                    found.add(entry);
                }
            }
            cursor = "&cursor=" + page.path("nextCursor").asText();
            hasMore = page.path("hasMore").asBoolean();
        }
        return found;
    }

    private String name(String person) {
        return String.format(Locale.ROOT, "%s-%s", person, mark);
    }
}
