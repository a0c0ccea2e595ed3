package dev.toolbridge.api;

import dev.toolbridge.console.session.ConsoleConfig;
import dev.toolbridge.console.session.ConsoleMount;
import dev.toolbridge.console.session.SessionLog;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.session.ConsoleSessionStore;
import dev.toolbridge.token.IdTokens;
import java.time.Clock;
import java.util.Optional;

/// Wires the console together.
final class ConsoleStart {

    private ConsoleStart() {}

    /// The console, if there are an address, a provider, and a key that signs the credentials of its calls.
    static Optional<ConsoleMount> of(ApiConfig config, Access access, Database database) {
        return config.console().filter(_ -> access.own().canSign()).flatMap(console -> access.idTokens(
                        console.client().clientId())
                .map(tokens -> mount(console, tokens, parts(config, access, database))));
    }

    private static ConsoleMount mount(ConsoleConfig console, IdTokens tokens, ConsoleMount.Parts parts) {
        return new ConsoleMount(console, tokens, parts);
    }

    private static ConsoleMount.Parts parts(ApiConfig config, Access access, Database database) {
        return new ConsoleMount.Parts(
                new ConsoleSessionStore(database),
                access.admission().rates(),
                access.issuer(),
                config.access().exchange().audiences().stream().sorted().findFirst(),
                config.signingKeys(),
                access.own(),
                SessionLog.NONE,
                Clock.systemUTC());
    }
}
