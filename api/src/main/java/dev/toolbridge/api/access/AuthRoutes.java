package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.Membership;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.token.OwnKeys;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/// The routes for credentials instead of items: they need no tenant and accept the MCP server's tokens as
/// well. An ID token is enough to ask for one's tenants.
public final class AuthRoutes {
    private static final int BODY_BYTES_MAX = 65_536;
    private static final int NO_BODY = 0;

    private final Admission admission;
    private final Tenants tenants;
    private final TokenExchange exchange;
    private final OwnKeys keys;

    public AuthRoutes(Admission admission, Tenants tenants, ExchangeParts parts) {
        this.admission = admission;
        this.tenants = tenants;
        this.exchange = new TokenExchange(parts.config(), parts.keys(), tenants, parts.clock());
        this.keys = parts.keys();
    }

    /// The parts that the token exchange works with.
    public record ExchangeParts(ExchangeConfig config, OwnKeys keys, InstantSource clock) {}

    public List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/auth/tenant", NO_BODY, this::tenant),
                new Route("POST", "/auth/token-exchange", BODY_BYTES_MAX, this::token),
                new Route("GET", "/.well-known/jwks.json", NO_BODY, this::keySet));
    }

    private Answer tenant(Request request) {
        Admitted<Identity> admitted = admission.admitAnyUse(request);
        return admitted.rate().shownOn(() -> {
            request.requireQueryOf(List.of());
            return choice(admitted.identity());
        });
    }

    private Answer token(Request request) {
        Admitted<Identity> admitted = admission.admitAnyAudience(request);
        return admitted.rate().shownOn(() -> {
            request.requireQueryOf(List.of());
            return exchange.exchange(admitted.identity(), request);
        });
    }

    private Answer choice(Identity identity) {
        var body = Json.object();
        switch (tenants.choice(identity)) {
            case TenantChoice.One one -> {
                body.put("tenant_id", one.tenant());
                one.name().ifPresent(name -> body.put("organization_name", name));
                body.put("requires_selection", false);
            }
            case TenantChoice.Several several -> {
                body.put("tenant_id", "");
                var list = body.putArray("organizations");
                for (Membership membership : several.memberships()) {
                    list.addObject().put("id", membership.tenant()).put("name", membership.tenantName());
                }
                body.put("requires_selection", true);
            }
        }
        return Answer.json(200, body).header("Cache-Control", "no-store");
    }

    private Answer keySet(Request request) {
        request.requireQueryOf(List.of());
        return Answer.json(200, keys.publishedKeySet().getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "public, max-age=300");
    }
}
