package dev.toolbridge.api;

import dev.toolbridge.api.access.AccessConfig;
import dev.toolbridge.api.access.Admission;
import dev.toolbridge.api.access.AuthRoutes;
import dev.toolbridge.api.access.Callers;
import dev.toolbridge.api.access.EndedAccounts;
import dev.toolbridge.api.access.Identities;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.access.Standing;
import dev.toolbridge.api.access.Tenants;
import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.api.access.membership.MembershipWatch;
import dev.toolbridge.api.access.membership.Webhooks;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.RevokedTokens;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenSurroundings;
import dev.toolbridge.token.TokenVerifiers;
import dev.toolbridge.token.bearer.BearerTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The parts that let requests in, wired together.
///
/// @param admission the first steps of a request
/// @param callers the step after them
/// @param routes the routes that serve credentials
/// @param watch keeps memberships current, if an identity provider can be asked
/// @param issuer the identity provider; empty without one
/// @param own the keys of this deployment
/// @param clients makes the verifier of ID tokens of one client
record Access(
        Admission admission,
        Callers callers,
        List<Route> routes,
        Optional<MembershipWatch> watch,
        String issuer,
        OwnKeys own,
        Function<String, Optional<IdTokens>> clients)
        implements AutoCloseable {

    static Access start(AccessConfig config, Credentials stored, MeterRegistry meters, InstantSource clock) {
        var revoked = new RevokedTokens();
        var own = OwnKeys.from(config.tokens(), clock);
        var surroundings = new TokenSurroundings(own, revoked, meters, clock);
        var tokens = new BearerTokens(
                TokenVerifiers.from(config.tokens(), surroundings),
                config.tokens().audiences());
        Optional<MembershipWatch> watch = watch(config, revoked, clock);
        var tenants = new Tenants(config.tenants(), watch.map(MembershipWatch::memberships));
        var admission = new Admission(
                Rates.from(config.rates(), config.addresses(), clock).countingAhead(Identities::keyShown),
                new Identities(tokens, stored.keys(), config.debug()));
        var routes = new ArrayList<>(
                new AuthRoutes(admission, tenants, new AuthRoutes.ExchangeParts(config.exchange(), own, clock))
                        .routes());
        watch.flatMap(MembershipWatch::webhooks).map(Webhooks::route).ifPresent(routes::add);
        return new Access(
                admission,
                new Callers(tenants, config.approvers(), stored.seats(), stored.ended()),
                List.copyOf(routes),
                watch,
                issuer(config),
                own,
                clientId -> IdTokens.of(config.tokens(), clientId, surroundings));
    }

    /// The keys and seats of callers, and the accounts that have ended, as the database knows them.
    record Credentials(KeyLookup keys, Seats seats, EndedAccounts ended) {}

    /// The verifier of the ID tokens of one client of our own; empty without an identity provider.
    Optional<IdTokens> idTokens(String clientId) {
        return clients.apply(clientId);
    }

    private static String issuer(AccessConfig config) {
        return config.tokens().provider().map(TokenConfig.Provider::issuer).orElse("");
    }

    /// Looks again at the senders of admitted requests.
    Standing standing() {
        return new Standing(admission.identities(), callers);
    }

    @Override
    public void close() {
        watch.ifPresent(MembershipWatch::close);
    }

    private static Optional<MembershipWatch> watch(AccessConfig config, RevokedTokens revoked, InstantSource clock) {
        return config.workos()
                .apiKey()
                .map(apiKey -> MembershipWatch.start(
                        config.workos(), apiKey, new MembershipWatch.Subject(issuer(config), revoked), clock));
    }
}
