package dev.toolbridge.tests.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every operation of a batch needs the scope of its single request.
class BatchRightsTest {
    private static final String NOTE = "{\"op\":\"create\",\"type\":\"note\",\"ref\":\"n\",\"payload\":{}}";
    private static final String TASK = "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"t\",\"payload\":{}}";
    private static final String DELETE = "{\"op\":\"delete\",\"type\":\"note\",\"uid\":{\"$ref\":\"n\"}}";
    private static final String AFTER_TASK =
            "{\"op\":\"create\",\"type\":\"note\",\"payload\":{\"a\":{\"$ref\":\"t\"}}}";

    private final RunningApi api = RunningApi.instance();
    private final String user = "batch-" + UUID.randomUUID();

    @Test
    void aMissingScopeRefusesAllBeforeAnything() {
        Reply reply = send("notes:write notes:read", "{\"operations\":[" + NOTE + "," + TASK + "]}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.at("/scope").textValue()).isEqualTo("tasks:write");
        assertThat(reply.header("WWW-Authenticate").orElseThrow()).contains("insufficient_scope", "tasks:write");
        assertThat(notes()).isZero();
    }

    @Test
    void aMissingScopeRefusesItsOperationOfEach() {
        Reply reply = send(
                "notes:write notes:read",
                "{\"mode\":\"each\",\"operations\":[" + NOTE + "," + TASK + "," + DELETE + "," + AFTER_TASK + "]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/results/0/status").intValue()).isEqualTo(201);
        assertThat(reply.at("/results/1/scope").textValue()).isEqualTo("tasks:write");
        assertThat(reply.at("/results/1/code").textValue()).isEqualTo("forbidden");
        assertThat(reply.at("/results/2/scope").textValue()).isEqualTo("notes:delete");
        assertThat(reply.at("/results/3/code").textValue()).isEqualTo("ref_refused");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void aRightToDeleteIsEnoughToDelete() {
        String uid =
                send("", "{\"operations\":[" + NOTE + "]}").at("/results/0/uid").textValue();
        String deletion = "{\"operations\":[{\"op\":\"delete\",\"type\":\"note\",\"uid\":\"" + uid + "\"}]}";

        assertThat(send("notes:write", deletion).status()).isEqualTo(403);
        assertThat(send("notes:delete", deletion).status()).isEqualTo(200);
    }

    @Test
    void aCallerWhoOnlyReadsIsRefusedWhateverTheBody() {
        Reply reply = send("*:read sync keys:manage tenant:admin", "no JSON");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate").orElseThrow()).contains("insufficient_scope");
        assertThat(send("any:change", "{}").status()).isEqualTo(403);
    }

    private int notes() {
        return api.server()
                .send(Call.of("GET", "/v1/notes")
                        .with("Authorization", "Bearer " + api.tokens().of(user)))
                .at("/items")
                .size();
    }

    private Reply send(String scopes, String body) {
        var claims = api.tokens().claims(user);
        if (!scopes.isEmpty()) {
            claims.put("scope", scopes);
        }
        return api.server()
                .send(Call.of("POST", "/v1/batch")
                        .json(body)
                        .with("Authorization", "Bearer " + api.tokens().sign(claims)));
    }
}
