package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.access.DevelopmentProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed events: an event that cannot be applied is reported, and hides no other.
class WebhooksTest {
    private static final String NEW_SECRET = "whsec_new";
    private static final String PATH = "POST /v1/webhooks/workos";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;
    private static RunningServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(
                provider,
                workspace,
                Map.of("WORKOS_WEBHOOK_SECRET", NEW_SECRET + "," + DevelopmentProvider.WEBHOOK_SECRET));
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "17",
                "{}",
                "{\"event\":\"session.revoked\",\"data\":{\"id\":\"session_1\"}}",
                "{\"id\":null,\"event\":\"session.revoked\",\"data\":{\"id\":\"session_1\"}}",
                "{\"id\":\" \",\"event\":\"session.revoked\",\"data\":{\"id\":\"session_1\"}}",
                "{\"id\":5,\"event\":\"session.revoked\",\"data\":{\"id\":\"session_1\"}}",
                "{\"id\":\"e\",\"data\":{\"id\":\"session_1\"}}",
                "{\"id\":\"e\",\"event\":\"session.revoked\",\"data\":{}}",
                "{\"id\":\"e\",\"event\":\"user.deleted\"}",
                "{\"id\":\"e\",\"event\":\"organization_membership.deleted\",\"data\":{\"id\":\"m\",\"user_id\":\"u\"}}"
            })
    void anEventThatSaysTooLittleIsRefused(String event) {
        assertThat(status(event)).isEqualTo(400);
    }

    @Test
    void whatWasRefusedHidesNothing() {
        String user = provider.member("ada@example.com", "org_a");
        String token = provider.token(
                Map.of("sub", user, "claims", Map.of("aud", RunningServer.AUDIENCE, "sid", "session_1")));
        assertThat(server.get("/v1/notes", token).statusCode()).isEqualTo(200);
        String nameless = "{\"event\":\"session.revoked\",\"data\":{\"id\":\"session_2\"}}";
        String bare = "{\"id\":\"event_1\",\"event\":\"session.revoked\"}";

        assertThat(status(nameless)).isEqualTo(400);
        assertThat(status(nameless)).isEqualTo(400);
        assertThat(status(bare)).isEqualTo(400);
        assertThat(status(bare.replace("}", ",\"data\":{\"id\":\"session_1\"}}")))
                .isEqualTo(200);

        assertThat(server.get("/v1/notes", token).statusCode()).isEqualTo(401);
        assertThat(status("{\"id\":\"event_2\",\"event\":\"dsync.activated\"}")).isEqualTo(200);
    }

    @Test
    void duringARotationBothSecretsAreTakenAndNoOther() {
        String event = "{\"id\":\"event_3\",\"event\":\"dsync.activated\"}";

        assertThat(status(event, NEW_SECRET)).isEqualTo(200);
        assertThat(status(event, DevelopmentProvider.WEBHOOK_SECRET)).isEqualTo(200);
        assertThat(status(event, NEW_SECRET + "," + DevelopmentProvider.WEBHOOK_SECRET))
                .isEqualTo(401);
    }

    private static int status(String event) {
        return status(event, DevelopmentProvider.WEBHOOK_SECRET);
    }

    private static int status(String event, String secret) {
        long now = System.currentTimeMillis();
        String signature = "t=" + now + ", v1=" + mac(secret, now + "." + event);
        return server.send(PATH, "", Optional.of(event), "WorkOS-Signature", signature)
                .statusCode();
    }

    private static String mac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
