package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Tries a tenant as its clients will use it: a note is written and read by REST, another one is written by MCP, in a
/// space of the trial's own, which is wiped. A tenant whose quotas are used up passes as well: its programs say so.
record Trial(Machinery machinery, TenantSteps facts, Instances instances) {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final String USER = "toolbridge-trial";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ENDED = 204;
    private static final int UNAUTHORIZED = 401;

    /// Tries the tenant through the router.
    StepOutcome run(StepContext context) {
        var address = facts.address(facts.tenant(context));
        return tried(context, "the trial of the tenant through the router", address.base(), address.mcpBase());
    }

    /// Tries the programs of the operation's release before the router sends anybody there.
    StepOutcome direct(StepContext context) {
        Release release = machinery.releases().ofOperation(context.operation()).orElseThrow();
        Optional<String> api = base(release, TenantPrograms.API);
        Optional<String> mcp = base(release, TenantPrograms.MCP);
        return api.isPresent() && mcp.isPresent()
                ? tried(context, "the trial of the new release", api.get(), mcp.get())
                : Outcomes.passing("the trial of the new release", "its programs are not there");
    }

    private Optional<String> base(Release release, String process) {
        return instances.server(release, process, Instances.DRAINING).map(server -> "http://" + server.address());
    }

    private StepOutcome tried(StepContext context, String what, String api, String mcp) {
        Tenant tenant = facts.tenant(context);
        String title = "Trial " + context.operation();
        try (var calls = new TrialCalls(token(tenant))) {
            calls.expect(CREATED, "POST", api + "/v1/notes", Json.object().put("title", title));
            calls.expect(OK, "GET", api + "/v1/notes", Json.object());
            assistant(calls, api, mcp, title);
            String session = calls.expect(CREATED, "POST", api + "/v1/sync/sessions", Json.object())
                    .body();
            calls.wipe(api, Json.stored(session).path("id").asText());
            return Outcomes.done();
        } catch (TrialCalls.Unexpected unexpected) {
            return unexpected.outcome(what);
        } catch (CancellationException stopped) {
            return Outcomes.passing(what, "it was interrupted");
        }
    }

    /// A client that has a key of the trial's user for the time of one call.
    private static void assistant(TrialCalls calls, String api, String mcp, String title) throws TrialCalls.Unexpected {
        calls.anonymous(UNAUTHORIZED, mcp + "/mcp");
        var order = Json.object().put("name", title).put("expiresInDays", 1);
        var made = calls.expect(CREATED, "POST", api + "/v1/keys", order);
        if (TrialCalls.isFull(made)) {
            return;
        }
        var key = Json.stored(made.body());
        calls.writeByAssistant(mcp + "/bearer/mcp", key.path("key").asText(), title);
        calls.expect(ENDED, "DELETE", api + "/v1/keys/" + key.path("id").asText(), Json.object());
    }

    /// A token for nobody but the trial: its user has a space that holds nothing else.
    private String token(Tenant tenant) {
        var content = new SignedToken(USER, Optional.of(TenantSteps.organization(tenant)), Set.of(), TOKEN_LIFE);
        return TokenVerifiers.signWithKey(
                content, facts.primary(tenant, TenantSecret.TOKEN_KEYS).value());
    }
}
