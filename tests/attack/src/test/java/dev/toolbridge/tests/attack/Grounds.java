package dev.toolbridge.tests.attack;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The target of attacks: an API as in production, and the identity provider that it trusts.
///
/// @param somebody a user of no organisation, for attacks that are refused before the user matters
record Grounds(RunningProvider provider, RunningApi api, String somebody) {
    static final String AUDIENCE = "https://api.example";
    static final String MCP_AUDIENCE = "https://mcp.example/mcp";
    static final String CLIENT = "client_01";
    static final String SIDECAR_SECRET = "the secret by which the sidecar proves itself";

    /// Shortens the start, since many of these servers serve a few requests only.
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /// The time that a half-sent request may wait.
    static final int STALL_SECONDS = 2;

    static final String NOTES = "/v1/notes";

    /// The target that all attacks share.
    static Grounds instance() {
        return OneForAll.GROUNDS;
    }

    /// The same target, with other classes in the API.
    Grounds with(List<Path> classesAhead) {
        return new Grounds(provider, api.startAgain(classesAhead), somebody);
    }

    /// The same target, with an API of other settings.
    Grounds with(Map<String, String> settings) {
        return new Grounds(provider, api.startAgain(settings), somebody);
    }

    /// A new user who belongs to these organisations.
    String user(String... organizations) {
        return provider.member("user-" + UUID.randomUUID() + "@example.com", organizations);
    }

    /// The name of a new organisation.
    static String organization() {
        return "org_" + UUID.randomUUID().toString().replace("-", "");
    }

    /// A good token of any user, for a test to spoil.
    TokenOrder order() {
        return order(somebody);
    }

    TokenOrder order(String user) {
        return TokenOrder.of(user).claim("aud", TokenOrder.text(AUDIENCE));
    }

    String token(TokenOrder order) {
        return provider.token(order.command());
    }

    String token(String user) {
        return token(order(user));
    }

    /// Lists the notes with a token.
    Reply notes(String token) {
        return send(list(token));
    }

    /// Lists the notes of a tenant.
    Reply notes(String token, String tenant) {
        return send(list(token).with(WireHeader.TENANT, tenant));
    }

    static Call list(String token) {
        return as(Call.of("GET", NOTES), token);
    }

    static Call as(Call call, String token) {
        return call.with("Authorization", "Bearer " + token);
    }

    Reply send(Call call) {
        return api.server().send(call);
    }

    /// Sends the API an event, signed as the provider signs it.
    int tell(String event) {
        provider.aimWebhooks(api.server());
        return provider.webhook(event, System.currentTimeMillis());
    }

    private static final class OneForAll {
        private static final Grounds GROUNDS = prepare();

        private static Grounds prepare() {
            var provider = RunningProvider.start();
            provider.control("POST", "/keys/rotate", "{}");
            var settings = new HashMap<>(provider.settings());
            settings.putAll(Map.of(
                    "JAVA_TOOL_OPTIONS", QUICK_START,
                    "REQUEST_STALL_SECONDS", Integer.toString(STALL_SECONDS),
                    "ENV", "production",
                    "JWT_AUDIENCE", AUDIENCE,
                    "MCP_OAUTH_AUDIENCE", MCP_AUDIENCE,
                    "JWT_ID_TOKEN_CLIENTS", CLIENT,
                    "EXCHANGE_CLIENT_SECRET", SIDECAR_SECRET));
            var api = RunningApi.instance().startAgain(settings);
            return new Grounds(provider, api, provider.member("somebody@example.com"));
        }
    }
}
