package dev.toolbridge.token;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// The audiences of our servers, and the routes that each of them opens.
///
/// @param api audiences of the API
/// @param mcp audiences of the MCP server, in every way to write them
/// @param exchanged audiences that exchanged tokens may name: the provider's names of the API
/// @param mode the effect of the MCP server's audiences at the API
/// @param anyAllowed true when the provider's tokens may name any audience
public record Audiences(
        Set<String> api, Set<String> mcp, Set<String> exchanged, AudienceMode mode, boolean anyAllowed) {
    private static final String PAGE = "; docs/operations.md, \"Login providers\", says what each provider names";

    public Audiences {
        api = Set.copyOf(api);
        mcp = Set.copyOf(ResourceNames.of(mcp));
        exchanged = Set.copyOf(exchanged);
    }

    static Audiences from(Settings settings, Environment environment) {
        boolean anyAllowed = settings.get(TokenSettings.ANY_AUDIENCE);
        if (anyAllowed && environment.isProduction()) {
            throw new SettingError(
                    "JWT_ALLOW_ANY_AUDIENCE must not be set in production: a token meant for another service would"
                            + " open this one; set JWT_AUDIENCE in its place" + PAGE);
        }
        Set<String> api = settings.find(TokenSettings.AUDIENCE).orElse(Set.of());
        return new Audiences(
                api,
                settings.find(TokenSettings.MCP_AUDIENCE).orElse(Set.of()),
                settings.find(TokenSettings.EXCHANGE_AUDIENCES).orElse(api),
                settings.find(TokenSettings.AUDIENCE_MODE)
                        .orElse(environment.isProduction() ? AudienceMode.EXCHANGE : AudienceMode.SINGLE),
                anyAllowed);
    }

    void requireForProvider() {
        if (!anyAllowed && all().isEmpty()) {
            throw new SettingError("JWT_AUDIENCE must be set (or MCP_OAUTH_AUDIENCE with JWT_AUDIENCE_MODE=single, or,"
                    + " in development only, JWT_ALLOW_ANY_AUDIENCE=1): a token meant for another service must not"
                    + " open this one" + PAGE);
        }
        if (mode == AudienceMode.EXCHANGE && api.isEmpty()) {
            throw new SettingError("JWT_AUDIENCE must be set when JWT_AUDIENCE_MODE is exchange, the default in"
                    + " production (or JWT_AUDIENCE_MODE=single): exchanged tokens name it, and MCP_OAUTH_AUDIENCE"
                    + " alone opens no route" + PAGE);
        }
    }

    /// Every audience that a token of the provider may name to be verified at all.
    public Set<String> all() {
        var all = new HashSet<>(api);
        all.addAll(mcp);
        return Collections.unmodifiableSet(all);
    }

    /// Every audience that a token of our own may name.
    Set<String> ofOwnTokens() {
        var all = new HashSet<>(all());
        all.addAll(exchanged);
        return Collections.unmodifiableSet(all);
    }

    /// Tells if a verified token may be used on the API's ordinary routes, not only for an exchange.
    ///
    /// A token of our own need not name an audience: its key says that it is for us.
    public boolean openRoutes(VerifiedToken token) {
        if (mode == AudienceMode.SINGLE || anyAllowed) {
            return true;
        }
        return switch (token.origin()) {
            case OWN -> token.audiences().isEmpty() || isForApi(token) || isExchanged(token);
            case EXCHANGED -> isForApi(token) || isExchanged(token);
            case PROVIDER -> isForApi(token);
        };
    }

    private boolean isForApi(VerifiedToken token) {
        return !Collections.disjoint(token.audiences(), api);
    }

    private boolean isExchanged(VerifiedToken token) {
        return !Collections.disjoint(token.audiences(), exchanged);
    }
}
