package dev.toolbridge.tests.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The development identity provider as a process of its own, with the switches for its faults.
///
/// @param server its address, which is its issuer too
/// @param program the process
public record RunningProvider(Server server, Program program) implements AutoCloseable {
    public static final String API_KEY = "sk_test_provider";
    public static final String WEBHOOK_SECRET = "whsec_of_the_tests";

    /// The secret that people log in with.
    public static final String SECRET = "the-secret-of-the-workspace";

    private static final Duration START_MAX = Duration.ofMinutes(3);

    /// A fresh one without users.
    public static RunningProvider start() {
        int port = Ports.free();
        var program = Program.start(
                "identity-provider",
                "dev.toolbridge.identity.Main",
                Map.of(
                        "ENV",
                        "dev",
                        "IDENTITY_ADDR",
                        "127.0.0.1:" + port,
                        "IDENTITY_DATA",
                        folder().toString(),
                        "IDENTITY_SECRET",
                        SECRET,
                        "WORKOS_API_KEY",
                        API_KEY));
        var provider = new RunningProvider(Server.onPort(port), program);
        Await.until(START_MAX, provider::answers, () -> "the provider is not there:\n" + program.output());
        return provider;
    }

    public String issuer() {
        return server.address().toString();
    }

    /// The settings by which a server trusts it.
    public Map<String, String> settings() {
        return Map.of(
                "JWT_ISSUER",
                issuer(),
                "JWT_JWKS_URL",
                issuer() + "/oauth2/jwks",
                "WORKOS_API_KEY",
                API_KEY,
                "WORKOS_API_BASE_URL",
                issuer(),
                "WORKOS_WEBHOOK_SECRET",
                WEBHOOK_SECRET);
    }

    /// Throws a switch; the body is JSON.
    public Reply control(String method, String path, String body) {
        var reply = server.send(Call.of(method, "/control" + path)
                .with("Authorization", "Bearer " + SECRET)
                .json(body));
        if (reply.status() >= 300) {
            throw new AssertionError(method + " /control" + path + " " + body + ": " + reply);
        }
        return reply;
    }

    /// A user who belongs to these organisations.
    public String member(String email, String... organizations) {
        String user = control("POST", "/users", "{\"email\":" + JsonValues.quoted(email) + "}")
                .at("/id")
                .asText();
        for (String organization : organizations) {
            join(user, organization, "member");
        }
        return user;
    }

    /// Makes a user a member of an organisation.
    public void join(String user, String organization, String role) {
        control("POST", "/organizations", "{\"id\":\"" + organization + "\",\"name\":\"The " + organization + "\"}");
        control(
                "PUT",
                "/memberships",
                "{\"user_id\":\"" + user + "\",\"organization_id\":\"" + organization + "\",\"role\":\"" + role
                        + "\"}");
    }

    /// Ends a membership; silently means without an event about it.
    public void remove(String user, String organization, boolean silently) {
        control(
                "DELETE",
                "/memberships",
                "{\"user_id\":\"" + user + "\",\"organization_id\":\"" + organization + "\",\"silently\":" + silently
                        + "}");
    }

    /// Makes a part fail in this way from now on.
    public void fault(String surface, String fault, Duration delay) {
        control("PUT", "/faults/" + surface, "{\"fault\":\"" + fault + "\",\"delay_ms\":" + delay.toMillis() + "}");
    }

    public void heal() {
        control("DELETE", "/faults", "{}");
    }

    /// The number of calls to a part.
    public long calls(String surface) {
        return control("GET", "/calls", "{}").at("/" + surface).asLong();
    }

    /// A token by the command: `{"sub":…,"claims":{…},"header":{…}}`.
    public String token(String command) {
        return control("POST", "/tokens", command).at("/token").asText();
    }

    /// Sends all events to that server from now on.
    public void aimWebhooks(Server target) {
        control(
                "PUT",
                "/webhooks",
                "{\"url\":\"" + target.address() + "/v1/webhooks/workos\",\"secret\":\"" + WEBHOOK_SECRET + "\"}");
    }

    /// Sends a webhook by hand, signed as at that time, and returns the status of the answer.
    public int webhook(String body, long timestampMs) {
        return control(
                        "POST",
                        "/webhooks",
                        "{\"body\":" + JsonValues.quoted(body) + ",\"timestamp_ms\":" + timestampMs + "}")
                .at("/status")
                .asInt();
    }

    /// The keys that it publishes.
    public JsonNode keys() {
        return server.send(Call.of("GET", "/oauth2/jwks")).at("/keys");
    }

    @Override
    public void close() {
        program.close();
    }

    private boolean answers() {
        try {
            return !program.isAlive() || server.send(Call.of("GET", "/healthz")).status() == 200;
        } catch (UncheckedIOException notListening) {
            return !program.isAlive();
        }
    }

    private static Path folder() {
        try {
            Path all = Files.createDirectories(Checkout.file("tests/target/providers"));
            return Files.createTempDirectory(all, "provider-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
