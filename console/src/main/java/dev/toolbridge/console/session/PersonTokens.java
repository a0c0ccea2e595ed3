package dev.toolbridge.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.token.BackendToken;
import dev.toolbridge.token.OwnKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Makes the tokens of this deployment with which calls of people pass the edge. They never leave the process.
final class PersonTokens {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(4);

    /// A stream ends with its token, so a browser whose session is over loses it soon.
    private static final Duration LIFE_OF_STREAM = Duration.ofMinutes(1);

    private static final int KEPT_MAX = 2_000;

    private final String issuer;
    private final String client;
    private final Optional<String> audience;
    private final OwnKeys keys;
    private final Cache<String, String> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_MAX).build();

    /// @param issuer the identity provider, which vouches for the person
    /// @param client the console as a client of it
    /// @param audience the name of the API in exchanged tokens
    PersonTokens(String issuer, String client, Optional<String> audience, OwnKeys keys) {
        this.issuer = issuer;
        this.client = client;
        this.audience = audience;
        this.keys = keys;
    }

    String of(Person person) {
        return kept.get(person.session() + person.tenant().orElse(""), _ -> signed(person, LIFE));
    }

    String ofStream(Person person) {
        return signed(person, LIFE_OF_STREAM);
    }

    private String signed(Person person, Duration life) {
        return keys.sign(new BackendToken(
                Optional.of(issuer),
                person.subject(),
                audience,
                person.tenant(),
                Set.of(),
                Optional.of(client),
                Optional.empty(),
                person.providerSession(),
                person.signedInAt(),
                life));
    }
}
