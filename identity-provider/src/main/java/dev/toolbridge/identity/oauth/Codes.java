package dev.toolbridge.identity.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.Unguessable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// Authorization codes: good for a minute, and once. A code that comes a second time ends what the first brought
/// (RFC 6749, section 4.1.2).
final class Codes {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int CODES_MAX = 1_000;

    /// RFC 7636, section 4.1.
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Cache<String, Code> codes =
            Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(CODES_MAX).build();
    private final Grants grants;
    private final Directory directory;

    private final InstantSource clock;

    Codes(Grants grants, Directory directory, InstantSource clock) {
        this.grants = grants;
        this.directory = directory;
        this.clock = clock;
    }

    /// The terms that a code stands for.
    record Terms(AuthorizationRequest request, String userId, String organizationId) {}

    /// @param at the time at which the person logged in
    private record Code(Terms terms, Instant at, AtomicReference<Optional<Grants.Issued>> used) {}

    String issue(Terms terms) {
        String code = Unguessable.id("code");
        codes.put(Unguessable.hash(code), new Code(terms, clock.instant(), new AtomicReference<>(Optional.empty())));
        return code;
    }

    /// Begins the grant of a code when the client also shows the verifier that the request was hashed from.
    synchronized Grants.Issued redeem(Form form, String clientId) {
        Code code = Optional.ofNullable(codes.getIfPresent(Unguessable.hash(form.require("code"))))
                .orElseThrow(Codes::bad);
        if (code.used().get().isPresent()) {
            directory.revokeSession(code.used().get().get().grant());
            throw bad();
        }
        var request = code.terms().request();
        boolean matches = request.client().id().equals(clientId)
                && request.redirectUri().equals(form.find("redirect_uri").orElse(request.redirectUri()))
                && isVerifierOf(request.challenge(), form.require("code_verifier"));
        if (!matches) {
            codes.invalidate(Unguessable.hash(form.require("code")));
            throw bad();
        }
        var issued = grants.begin(new Grants.Terms(
                clientId, code.terms().userId(), code.terms().organizationId(), request.scope(), request.audience()));
        code.used().set(Optional.of(issued));
        return issued;
    }

    /// The login that began a grant.
    Optional<PersonLogin> signIn(Form form) {
        return form.find("code")
                .map(Unguessable::hash)
                .map(codes::getIfPresent)
                .map(code -> new PersonLogin(code.at(), code.terms().request().nonce()));
    }

    private static boolean isVerifierOf(String challenge, String verifier) {
        return VERIFIER.matcher(verifier).matches() && Unguessable.same(challenge, Unguessable.hash(verifier));
    }

    private static OauthRefusal bad() {
        return OauthRefusal.of("invalid_grant", "the code is not good");
    }
}
