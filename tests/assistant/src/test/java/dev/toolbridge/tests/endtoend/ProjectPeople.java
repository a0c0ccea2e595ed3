package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.util.Map;
import java.util.UUID;

/// People of their own for a test, whose projects belong to Ann.
///
/// @param mark tells them from those of other tests
record ProjectPeople(String mark) {
    private static final RunningApi API = RunningApi.instance();

    ProjectPeople() {
        this(UUID.randomUUID().toString().substring(0, 13));
    }

    /// Makes a project, and returns its slug.
    String project(String name) {
        String slug = name + "-" + mark;
        Reply made = send(
                "ann",
                Call.of("POST", "/v1/projects")
                        .json(JsonValues.of(Map.of("name", name, "slug", slug)).toString()));
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        return slug;
    }

    String id(String slug) {
        return send("ann", Call.of("GET", "/v1/projects/" + slug)).at("/id").asText();
    }

    void choose(String slug, String configuration) {
        Reply chosen =
                send("ann", Call.of("PUT", "/v1/projects/" + slug + "/mcp").json(configuration));
        assertThat(chosen.status()).as(chosen::toString).isEqualTo(200);
    }

    Reply send(String user, Call call) {
        return API.server().send(signed(user, call));
    }

    /// Sends a request to the sidecar.
    Reply at(RunningSidecar sidecar, Call call, String user) {
        return sidecar.server().send(signed(user, call));
    }

    String token(String user) {
        return API.tokens().of(user + "-" + mark);
    }

    private Call signed(String user, Call call) {
        return call.with("Authorization", "Bearer " + token(user));
    }
}
