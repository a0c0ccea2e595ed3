package dev.toolbridge.console.session;

import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.session.SessionRows;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.login.ProviderClient;
import dev.toolbridge.token.login.SignIns;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The pages in a server: behind them are sessions that it keeps, and its own routes.
public final class ConsoleMount implements AutoCloseable {
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
    /// @param audience the name of the server in exchanged tokens
    /// @param keys sign and encrypt what browsers and the database keep
    /// @param own sign the credentials of calls
    /// @param log is told of sessions
    public record Parts(
            SessionRows rows,
            Rates rates,
            String issuer,
            Optional<String> audience,
            SigningKeys keys,
            OwnKeys own,
            SessionLog log,
            InstantSource clock) {}

    /// The routes of the pages.
    ///
    /// @param api the routes of the server as they are served
    /// @param pages makes the routes of the pages behind an edge
    public List<Route> routes(List<Route> api, Pages pages) {
        var base = config.client().base();
        var cookies = new Cookies(base);
        var signIns =
                new SignIns(provider, tokens, new SignIns.Kept(cookies, parts.keys(), parts.clock()), config.name());
        var sessions = new ConsoleSessions(
                config,
                new ConsoleSessions.Parts(
                        parts.rows(),
                        parts.keys().vault(config.name() + " sessions"),
                        signIns,
                        provider,
                        cookies,
                        parts.issuer(),
                        parts.rates(),
                        parts.log(),
                        parts.clock()));
        var calls = new InMemoryCalls(
                api, new PersonTokens(parts.issuer(), config.client().clientId(), parts.audience(), parts.own()));
        return pages.routes(base, sessions, calls);
    }

    /// A table of pages.
    @FunctionalInterface
    public interface Pages {

        /// The routes of the pages.
        ///
        /// @param base the address under which browsers reach the server
        List<Route> routes(URI base, PersonSessions sessions, ApiCalls calls);
    }

    @Override
    public void close() {
        provider.close();
    }
}
