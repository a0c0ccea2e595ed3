package dev.toolbridge.tenants.provision;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Tries a tenant as its clients will use it, through the router: a note is written and read by REST in a space of its
/// own, which is wiped, and the MCP server asks for a token.
record Trial(Machinery machinery, TenantSteps facts) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final String USER = "toolbridge-trial";
    private static final String WHAT = "the trial of the tenant through the router";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int REFUSED_FOR_GOOD = 400;
    private static final int FAILED = 500;
    private static final String INITIALIZE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
        "clientInfo":{"name":"trial","version":"1"}}}\
        """;

    StepOutcome run(StepContext context) {
        Tenant tenant = facts.tenant(context);
        var address = facts.address(tenant);
        String token = token(tenant);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var calls = new Calls(http, address.base(), address.mcpBase(), token);
            calls.expect(CREATED, "POST", "/v1/notes", note(context));
            calls.expect(OK, "GET", "/v1/notes", "");
            String session = calls.expect(CREATED, "POST", "/v1/sync/sessions", "");
            calls.wipe(session);
            calls.anonymous(UNAUTHORIZED, "/mcp", INITIALIZE);
            return Outcomes.done();
        } catch (Unexpected unexpected) {
            return unexpected.outcome();
        }
    }

    private static String note(StepContext context) {
        return Json.text(Json.object().put("title", "Trial " + context.operation()));
    }

    /// A token for nobody but the trial: its user has a space that holds nothing else.
    private String token(Tenant tenant) {
        var content = new SignedToken(USER, Optional.of(TenantSteps.organization(tenant)), Set.of(), TOKEN_LIFE);
        return TokenVerifiers.signWithKey(
                content, facts.primary(tenant, TenantSecret.TOKEN_KEYS).value());
    }

    /// A call that was not answered as it should be.
    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient StepOutcome outcome;

        private Unexpected(StepOutcome outcome) {
            super("the trial failed");
            this.outcome = outcome;
        }

        private StepOutcome outcome() {
            return outcome;
        }
    }

    /// The requests of the trial; each returns the body of its answer.
    private record Calls(HttpClient http, String base, String mcp, String token) {

        String expect(int status, String method, String path, String body) throws Unexpected {
            return sent(status, authorized(path, method, body));
        }

        void wipe(String session) throws Unexpected {
            String id = Json.stored(session).path("id").asText();
            sent(
                    OK,
                    authorized("/v1/sync/wipe", "POST", "{\"confirm\":\"WIPE\"}")
                            .header(WireHeader.SYNC_SESSION, id));
        }

        void anonymous(int status, String path, String body) throws Unexpected {
            sent(status, request(mcp + path, "POST", body).header("Accept", "application/json, text/event-stream"));
        }

        private HttpRequest.Builder authorized(String path, String method, String body) {
            return request(base + path, method, body).header("Authorization", "Bearer " + token);
        }

        private HttpRequest.Builder request(String address, String method, String body) {
            return HttpRequest.newBuilder(URI.create(address))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        }

        private String sent(int status, HttpRequest.Builder builder) throws Unexpected {
            HttpRequest request = builder.build();
            String asked = request.method() + " " + request.uri().getPath();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != status) {
                    throw new Unexpected(unexpected(asked, answer.statusCode()));
                }
                return answer.body();
            } catch (IOException failed) {
                throw new Unexpected(Outcomes.passing(WHAT, asked + " had no answer"));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Unexpected(Outcomes.passing(WHAT, asked + " was interrupted"));
            }
        }

        private static StepOutcome unexpected(String asked, int status) {
            String why = asked + " was answered with " + status;
            return status >= REFUSED_FOR_GOOD && status < FAILED
                    ? Outcomes.refused(WHAT, why, "look at the logs of the tenant's programs, then retry")
                    : Outcomes.passing(WHAT, why);
        }
    }
}
