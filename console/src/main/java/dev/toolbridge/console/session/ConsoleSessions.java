package dev.toolbridge.console.session;

import dev.toolbridge.console.access.Person;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.session.SessionRows;
import dev.toolbridge.service.signed.Vault;
import dev.toolbridge.token.UserId;
import dev.toolbridge.token.login.ProviderClient;
import dev.toolbridge.token.login.ProviderTokens;
import dev.toolbridge.token.login.SignIns;
import dev.toolbridge.token.login.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Sessions that the database keeps. The browser holds 256 random bits; the database their hash, and a content that
/// opens with them only.
final class ConsoleSessions implements PersonSessions {
    private static final int SEE_OTHER = 303;

    private final ConsoleConfig config;
    private final Parts parts;
    private final String cookie;

    ConsoleSessions(ConsoleConfig config, Parts parts) {
        this.config = config;
        this.parts = parts;
        this.cookie = "tb_" + config.name();
    }

    /// The parts that sessions need.
    ///
    /// @param issuer the identity provider
    /// @param rates limits sign-ins by address and by person
    /// @param log is told of sessions
    record Parts(
            SessionRows rows,
            Vault vault,
            SignIns signIns,
            ProviderClient provider,
            Cookies cookies,
            String issuer,
            Rates rates,
            SessionLog log,
            InstantSource clock) {}

    @Override
    public Optional<Person> find(Request request) {
        return parts.cookies().find(request, cookie).flatMap(this::opened).map(StoredSession::person);
    }

    @Override
    public Answer begin(String target, Optional<Duration> age) {
        return parts.signIns().begin(target, new SignIns.Wish(config.scope(), age));
    }

    /// A browser never goes on with a session from before: nobody can give it one to sign in with.
    @Override
    public Answer arrive(Request request) {
        SignedIn arrived = parts.rates()
                .admit(request, RateClass.CREDENTIALS, parts.signIns()::end)
                .identity();
        Optional<String> old = parts.cookies().find(request, cookie);
        Optional<Person> before = old.flatMap(this::opened).map(StoredSession::person);
        old.ifPresent(secret -> parts.rows().end(id(secret)));
        var token = arrived.signIn().token();
        Optional<String> tenant = token.tenant()
                .or(() -> before.filter(person -> person.subject().equals(token.subject()))
                        .flatMap(Person::tenant));
        var person = new Person(
                "",
                token.subject(),
                arrived.signIn().name().orElse(token.subject()),
                tenant,
                arrived.signIn().at(),
                token.sessionId());
        ProviderTokens given = arrived.tokens();
        Instant until = parts.clock().instant().plus(given.life());
        parts.log().began(person, request.correlationId());
        return begun(new StoredSession(person, given.refresh(), until), arrived.target());
    }

    @Override
    public Answer choose(Request request, String tenant, String target) {
        String secret = parts.cookies().find(request, cookie).orElseThrow(ConsoleSessions::over);
        StoredSession old = opened(secret).orElseThrow(ConsoleSessions::over);
        parts.rows().end(id(secret));
        return begun(new StoredSession(of(old.person(), tenant), old.refresh(), old.freshUntil()), target);
    }

    @Override
    public Answer end(Request request, Person person, boolean everywhere, String target) {
        parts.log().ended(person, request.correlationId());
        if (everywhere) {
            parts.rows().endAll(user(person));
        } else {
            parts.rows().end(HexFormat.of().parseHex(person.session()));
        }
        return onward(target, "", Duration.ZERO);
    }

    @Override
    public byte[] description() {
        return config.client().description("ToolBridge console");
    }

    private Answer begun(StoredSession session, String target) {
        String secret = SignIns.random() + SignIns.random();
        parts.rows().begin(id(secret), user(session.person()), parts.vault().close(secret, session.text()));
        return onward(target, secret, SessionRows.LIFE_MAX);
    }

    private Answer onward(String target, String secret, Duration life) {
        return Answer.empty(SEE_OTHER)
                .header("Location", target)
                .header("Cache-Control", "no-store")
                .header("Set-Cookie", parts.cookies().lax(cookie, secret, life));
    }

    private Optional<StoredSession> opened(String secret) {
        byte[] id = id(secret);
        return parts.rows()
                .use(id)
                .flatMap(content -> parts.vault().open(secret, content))
                .map(text -> StoredSession.read(HexFormat.of().formatHex(id), text))
                .flatMap(session -> fresh(secret, session));
    }

    /// Asks the provider, one request at a time, since its tokens are good once.
    private Optional<StoredSession> fresh(String secret, StoredSession session) {
        byte[] id = id(secret);
        if (session.freshUntil().isAfter(parts.clock().instant())
                || session.refresh().isEmpty()
                || !parts.rows().claimRefresh(id)) {
            return Optional.of(session);
        }
        try {
            ProviderTokens given = parts.provider().refreshed(session.refresh().get());
            var renewed = new StoredSession(
                    session.person(),
                    given.refresh().or(session::refresh),
                    parts.clock().instant().plus(given.life()));
            parts.rows().replace(id, parts.vault().close(secret, renewed.text()));
            return Optional.of(renewed);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAVAILABLE) {
                return Optional.of(session);
            }
            parts.rows().end(id);
            return Optional.empty();
        }
    }

    private static Person of(Person person, String tenant) {
        return new Person(
                person.session(),
                person.subject(),
                person.name(),
                Optional.of(tenant),
                person.signedInAt(),
                person.providerSession());
    }

    private UUID user(Person person) {
        return UserId.of(parts.issuer(), person.subject());
    }

    private static byte[] id(String secret) {
        return Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal over() {
        return Refusal.of(ErrorCode.UNAUTHORIZED, "the session is over: sign in again");
    }
}
