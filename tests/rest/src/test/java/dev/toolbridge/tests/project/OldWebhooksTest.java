package dev.toolbridge.tests.project;

import static dev.toolbridge.tests.project.OldClient.ROOT;
import static dev.toolbridge.tests.project.OldClient.key;
import static dev.toolbridge.tests.project.OldClient.send;
import static dev.toolbridge.tests.project.OldClient.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The webhooks of a FlukeBase client, and its check of their signatures.
class OldWebhooksTest {
    private static final int PATIENCE_SECONDS = 120;

    private static Team team;

    @BeforeAll
    static void gather() {
        team = Team.ofAllRoles();
    }

    @Test
    void signsWhatItsWebhooksSend() throws Exception {
        var own = Team.ofAllRoles();
        var received = new CompletableFuture<Optional<String>>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        var secret = new CompletableFuture<String>();
        receiver.createContext("/", exchange -> answer(exchange, secret, received));
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            String order = "{\"webhook\":{\"callback_url\":\"" + url + "\",\"events\":[\"memory.created\"]}}";
            Call create =
                    Call.of("POST", ROOT + "/webhooks?project_id=" + own.slug()).json(order);
            Reply made = own.send("admin", create);
            assertThat(made.status()).as(made::toString).isEqualTo(201);
            assertThat(made.at("/webhook/id").intValue()).isEqualTo(1);
            secret.complete(made.at("/webhook/secret").textValue());
            send(key(own, "developer", "\"write\""), "POST", "/memories", "{\"type\":\"fact\",\"content\":\"x\"}");
            String number =
                    own.send("viewer", "GET", own.project("")).at("/number").asText();
            assertThat(received.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(number);
        } finally {
            receiver.stop(0);
        }
    }

    /// Takes a request whose signature is that of its body, as the guide checks it.
    private static void answer(
            HttpExchange exchange, CompletableFuture<String> secret, CompletableFuture<Optional<String>> received)
            throws java.io.IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] code = secret.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getBytes(StandardCharsets.US_ASCII);
            mac.init(new SecretKeySpec(code, "HmacSHA256"));
            String expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            boolean isGenuine = expected.equals(exchange.getRequestHeaders().getFirst("X-FlukeBase-Signature"));
            received.complete(
                    isGenuine
                            ? Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-FlukeBase-Project-ID"))
                            : Optional.empty());
        } catch (Exception failure) {
            received.completeExceptionally(failure);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Test
    void changesWebhooksByTheirNumbers() {
        String order = "{\"callback_url\":\"http://127.0.0.1:9/x\",\"events\":[\"milestone.*\"],\"active\":false}";
        Reply made = asAdmin("POST", "/webhooks", order);
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        String one = "/webhooks/" + made.at("/webhook/id").asText();
        assertThat(made.at("/webhook/active").asBoolean()).isFalse();
        JsonNode changed = shown(asAdmin("PATCH", one, "{\"webhook\":{\"events\":[\"env.*\"],\"active\":true}}"));
        assertThat(changed.at("/webhook/events/0").asText()).isEqualTo("env.*");
        assertThat(shown(asAdmin("PUT", one, "{\"active\":false}"))
                        .at("/webhook/active")
                        .asBoolean())
                .isFalse();
        assertThat(shown(asAdmin("GET", one, "")).at("/webhook").has("secret")).isFalse();
        assertThat(shown(asAdmin("GET", "/webhooks", "")).at("/webhooks")).isNotEmpty();
        for (String bad : new String[] {
            order.replace("milestone.*", "milestone.eaten"),
            order.replace("http://127.0.0.1:9", "https://[::ffff:10.0.0.1]"),
            order.replace("http://127.0.0.1:9", "https://169.254.169.254"),
            order.replace("http://127.0.0.1:9", "https://100.64.0.1"),
            order.replace("{", "{\"colour\":1,"),
            "{\"webhook\":" + order + ",\"active\":true}"
        }) {
            Reply refused = asAdmin("POST", "/webhooks", bad);
            assertThat(refused.status()).as("%s %s", bad, refused).isEqualTo(400);
            assertThat(refused.at("/error").asText()).isEqualTo("bad_request");
        }
        assertThat(asAdmin("DELETE", one, "").status()).isEqualTo(204);
        assertThat(asAdmin("GET", one, "").at("/error").asText()).isEqualTo("not_found");
        assertThat(asAdmin("POST", "/webhooks", order).at("/webhook/id").asLong())
                .isGreaterThan(made.at("/webhook/id").asLong());
    }

    private static Reply asAdmin(String method, String path, String body) {
        Call call = Call.of(method, ROOT + "/projects/" + team.slug() + path);
        return team.send("admin", body.isEmpty() ? call : call.json(body));
    }
}
