package dev.toolbridge.tenants;

import dev.toolbridge.console.OperatorRoutes;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.console.session.ConsoleConfig;
import dev.toolbridge.console.session.ConsoleMount;
import dev.toolbridge.console.session.SessionLog;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.session.ConsoleSessionStore;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenSurroundings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/// The pages of those who run tenants. Their calls pass the edge with tokens of this process, in the name of the person
/// who has signed in; each call asks for the person's rights anew.
final class OperatorPages implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final ConsoleMount mount;

    private OperatorPages(ConsoleMount mount) {
        this.mount = mount;
    }

    /// The tokens that the server takes: those of the provider, and those that this process signs for itself. The
    /// secret never leaves it.
    static TokenConfig tokens(TenantsConfig config) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return config.console().isPresent()
                ? config.tokens().with(new Secret(HexFormat.of().formatHex(secret)))
                : config.tokens();
    }

    /// The parts of the server that the pages use.
    ///
    /// @param own signs the tokens of calls
    record Parts(Database database, Rates rates, TokenSurroundings surroundings, OwnKeys own) {}

    static OperatorPages of(TenantsConfig config, ConsoleConfig console, Parts parts) {
        IdTokens people = IdTokens.of(config.tokens(), console.client().clientId(), parts.surroundings())
                .orElseThrow();
        String issuer = config.tokens().provider().orElseThrow().issuer();
        var mounted = new ConsoleMount.Parts(
                new ConsoleSessionStore(parts.database()),
                parts.rates(),
                issuer,
                config.tokens().audiences().api().stream().findFirst(),
                config.signingKeys(),
                parts.own(),
                new Written(issuer, new AuditStore(parts.database())),
                Clock.systemUTC());
        return new OperatorPages(new ConsoleMount(console, people, mounted));
    }

    /// @param served the routes of the server
    List<Route> routes(List<Route> served) {
        return mount.routes(served, OperatorRoutes::of);
    }

    @Override
    public void close() {
        mount.close();
    }

    /// Writes sign-ins into the platform's chain.
    private record Written(String issuer, AuditStore audit) implements SessionLog {

        @Override
        public void began(Person person, String correlationId) {
            note(person, "console.signed_in", correlationId);
        }

        @Override
        public void ended(Person person, String correlationId) {
            note(person, "console.signed_out", correlationId);
        }

        private void note(Person person, String action, String correlationId) {
            String actor = Json.text(Json.object().put("issuer", issuer).put("user", person.subject()));
            var author = new AuditStore.Author(AuditStore.Author.PLATFORM, actor, correlationId);
            audit.append(author, AuditEntry.of(action, person.subject()));
        }
    }
}
