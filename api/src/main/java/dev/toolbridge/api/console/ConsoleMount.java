package dev.toolbridge.api.console;

import dev.toolbridge.api.login.ProviderClient;
import dev.toolbridge.api.login.SignIns;
import dev.toolbridge.console.Routes;
import dev.toolbridge.console.visit.PageEdge;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.OwnKeys;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The console in the API: its pages before sessions of the database, and before the API's own routes.
public final class ConsoleMount implements AutoCloseable {
    private static final String NAME = "console";

    private final ConsoleConfig config;
    private final IdTokens tokens;
    private final Parts parts;
    private final ProviderClient provider;

    public ConsoleMount(ConsoleConfig config, IdTokens tokens, Parts parts) {
        this.config = config;
        this.tokens = tokens;
        this.parts = parts;
        this.provider = new ProviderClient(parts.issuer(), config.client(), parts.clock());
    }

    /// The parts of the server that the console uses.
    ///
    /// @param issuer the identity provider
    /// @param audience the name of the API in exchanged tokens
    /// @param keys sign and encrypt what browsers and the database keep
    /// @param own sign the credentials of calls
    public record Parts(
            SessionRows rows,
            Rates rates,
            String issuer,
            Optional<String> audience,
            SigningKeys keys,
            OwnKeys own,
            InstantSource clock) {}

    /// The routes of the pages.
    ///
    /// @param api the routes of the API as they are served
    public List<Route> routes(List<Route> api) {
        var base = config.client().base();
        var cookies = new Cookies(base);
        var signIns = new SignIns(provider, tokens, new SignIns.Kept(cookies, parts.keys(), parts.clock()), NAME);
        var sessions = new ConsoleSessions(
                config,
                new ConsoleSessions.Parts(
                        parts.rows(),
                        parts.keys().vault("console sessions"),
                        signIns,
                        provider,
                        cookies,
                        parts.issuer(),
                        parts.rates(),
                        parts.clock()));
        var calls = new InMemoryCalls(
                api, new PersonTokens(parts.issuer(), config.client().clientId(), parts.audience(), parts.own()));
        return Routes.of(new PageEdge(base, sessions, calls), parts.clock());
    }

    @Override
    public void close() {
        provider.close();
    }
}
