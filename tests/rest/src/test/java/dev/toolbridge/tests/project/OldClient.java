package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;

/// Requests of a FlukeBase client, which is known by a key of one project.
final class OldClient {
    static final String ROOT = "/api/v1/flukebase_connect";

    private OldClient() {}

    static String key(Team team, String person, String scopes) {
        Reply made = team.send(
                person, "POST", team.project("/tokens"), "{\"name\":\"old client\",\"scopes\":[" + scopes + "]}");
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        return made.at("/key").textValue();
    }

    static Reply get(String credential, String path) {
        return send(credential, Call.of("GET", ROOT + path));
    }

    static Reply send(String credential, String method, String path, String body) {
        return send(credential, Call.of(method, ROOT + path).json(body));
    }

    static Reply send(String credential, Call call) {
        return RunningApi.instance().server().send(call.with("Authorization", "Bearer " + credential));
    }

    static JsonNode shown(Reply reply) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.json();
    }

    /// The name of a refusal, which has a message besides and nothing else.
    static String error(Reply reply, int status) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(status);
        assertThat(reply.json()).as(reply::toString).hasSize(2);
        assertThat(reply.at("/message").asText()).isNotBlank();
        return reply.at("/error").asText();
    }
}
