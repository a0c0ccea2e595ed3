package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscriptions that are refused, and the secrets of those that are not.
class RefusedWebhooksTest {
    private static final String URL = "http://127.0.0.1:9/hook";

    private static final HookWorld WORLD = HookWorld.instance();
    private static String project;

    @BeforeAll
    static void start() {
        project = WORLD.project("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note.read",
                "notes.created",
                "note",
                "NOTE.created",
                "note.*.*",
                "*.created",
                "",
                "**",
                "space.wiped",
                "webhook.test"
            })
    void anEventThatDoesNotExistIsRefused(String event) {
        var answer = WORLD.create(project, URL, event);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RunningServer.json(answer).path("field").asText()).isEqualTo("events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"callbackUrl\":\"" + URL + "\",\"events\":[]}",
                "{\"callbackUrl\":\"" + URL + "\"}",
                "{\"events\":[\"*\"]}",
                "{\"callbackUrl\":\"" + URL + "\",\"events\":\"*\"}",
                "{\"callbackUrl\":\"" + URL + "\",\"events\":[\"*\"],\"active\":\"yes\"}",
                "{\"callbackUrl\":\"" + URL + "\",\"events\":[\"*\"],\"secret\":\"mine\"}",
                "{\"callbackUrl\":\"https://10.0.0.1/\",\"events\":[\"*\"]}",
                "{\"callbackUrl\":\"https://169.254.169.254/\",\"events\":[\"*\"]}",
                "{\"callbackUrl\":\"https://100.64.0.1/\",\"events\":[\"*\"]}",
                "{\"callbackUrl\":\"https://[::ffff:10.0.0.1]/\",\"events\":[\"*\"]}",
                "{\"callbackUrl\":\"https://a:b@example.com/\",\"events\":[\"*\"]}"
            })
    void aBodyIsReadOrRefused(String body) {
        var answer = WORLD.server.send("POST /v1/projects/" + project + "/webhooks", WORLD.token, Optional.of(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(WORLD.get("/v1/projects/" + project + "/webhooks").path("webhooks"))
                .isEmpty();
    }

    @Test
    void aProjectHasTwentyAtMost() {
        String full = WORLD.project("full");
        for (int number = 0; number < Webhooks.OF_PROJECT_MAX; number++) {
            WORLD.webhook(full, URL, "milestone.deleted");
        }

        assertThat(WORLD.create(full, URL, "*").statusCode()).isEqualTo(409);
        JsonNode all = WORLD.get("/v1/projects/" + full + "/webhooks").path("webhooks");
        assertThat(all).hasSize(Webhooks.OF_PROJECT_MAX);
        assertThat(WORLD.server
                        .delete(HookWorld.path(full, all.get(0)), WORLD.token)
                        .statusCode())
                .isEqualTo(204);
        WORLD.webhook(full, URL, "milestone.deleted");
    }

    @Test
    void unknownAndSwitchedOffOnesSendNothingAgain() {
        String some = WORLD.project("some");
        JsonNode hook = WORLD.webhook(some, URL, "note.created");
        String path = HookWorld.path(some, hook);
        String other = "/v1/projects/" + some + "/webhooks/"
                + WORLD.get(path).path("id").asText().replace('0', '1');

        assertThat(WORLD.post(404, other + "/test", Map.of()).path("code").asText())
                .isEqualTo("not_found");
        WORLD.post(404, path + "/deliveries/" + hook.path("id").asText() + "/redeliver", Map.of());
        for (Object wrong : List.of(0, -1, "1", 1.5)) {
            WORLD.post(400, path + "/replay", Map.of("fromSeq", wrong));
        }
        assertThat(WORLD.server
                        .get(path + "/deliveries?status=lost", WORLD.token)
                        .statusCode())
                .isEqualTo(400);
        WORLD.patch(path, "{\"active\":false}");
        WORLD.post(409, path + "/test", Map.of());
        WORLD.post(409, path + "/replay", Map.of("fromSeq", 1));
    }

    @Test
    void changesAreFoundAndSecretsShownOnce() {
        String some = WORLD.project("shown");
        JsonNode hook = WORLD.webhook(some, URL, "note.created");
        String path = HookWorld.path(some, hook);

        JsonNode changed = WORLD.patch(path, "{\"events\":[\"*\"],\"callbackUrl\":\"http://127.0.0.1:10/other\"}");

        assertThat(changed.path("callbackUrl").asText()).isEqualTo("http://127.0.0.1:10/other");
        assertThat(changed.at("/events/0").asText()).isEqualTo("*");
        assertThat(hook.path("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(WORLD.get(path).toString()).doesNotContain("whsec_");
        assertThat(WORLD.get("/v1/audit?limit=100").toString())
                .contains("webhook.created", "webhook.changed")
                .doesNotContain("whsec_")
                .doesNotContain("/other");
    }

    @Test
    void afterARotationBothSecretsSign() throws Exception {
        try (var receiver = Receiver.start()) {
            String some = WORLD.project("rotated");
            JsonNode hook = WORLD.webhook(some, receiver.url(), "note.*");
            String former = hook.path("secret").asText();
            WORLD.note(some, "by one");
            String present = WORLD.post(200, HookWorld.path(some, hook) + "/rotate", Map.of())
                    .path("secret")
                    .asText();
            receiver.awaitCount(1);
            WORLD.note(some, "by both");
            Receiver.Received both = receiver.awaitCount(2).getLast();

            assertThat(present).isNotEqualTo(former);
            assertThat(both.header("webhook-signature"))
                    .isEqualTo(standard(present, both) + " " + standard(former, both));
            assertThat(both.header("X-FlukeBase-Signature")).isEqualTo(plain(present, both));
            assertThat(both.header("X-FlukeBase-Signature-Former")).isEqualTo(plain(former, both));
            WORLD.execute("UPDATE webhook SET rotated_at = now() - interval '24 hours 1 second' WHERE id = '"
                    + hook.path("id").asText() + "'");
            WORLD.note(some, "by the new one");
            Receiver.Received one = receiver.awaitCount(3).getLast();
            assertThat(one.header("webhook-signature")).isEqualTo(standard(present, one));
            assertThat(one.header("X-FlukeBase-Signature-Former")).isEmpty();
        }
    }

    @Test
    void aSecretOfAnotherRowSignsNothing() throws Exception {
        try (var receiver = Receiver.start()) {
            String some = WORLD.project("moved");
            JsonNode hook = WORLD.webhook(some, receiver.url(), "note.*");
            JsonNode other = WORLD.webhook(some, receiver.url(), "milestone.deleted");
            WORLD.execute("UPDATE webhook SET secret = (SELECT secret FROM webhook WHERE id = '%s') WHERE id = '%s'"
                    .formatted(other.path("id").asText(), hook.path("id").asText()));
            WORLD.note(some, "never sent");

            dev.toolbridge.api.Await.until(
                    () -> WORLD.get(HookWorld.path(some, hook))
                            .path("offReason")
                            .asText()
                            .equals("secret_lost"),
                    Receiver.PATIENCE);

            assertThat(receiver.received()).isEmpty();
        }
    }

    private static String standard(String secret, Receiver.Received request) throws Exception {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String head = request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".";
        return "v1," + Base64.getEncoder().encodeToString(code(key, head, request.body()));
    }

    private static String plain(String secret, Receiver.Received request) throws Exception {
        byte[] code = code(secret.getBytes(StandardCharsets.UTF_8), "", request.body());
        return "sha256=" + HexFormat.of().formatHex(code);
    }

    private static byte[] code(byte[] key, String head, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(head.getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }
}
