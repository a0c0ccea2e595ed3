package dev.toolbridge.token.login;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.SignIn;
import dev.toolbridge.token.bearer.BearerTokens;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Signs people in at the identity provider, by a code with a proof of possession (RFC 7636).
///
/// The way there is kept in a signed cookie of the browser that goes it: another browser's way back is refused.
public final class SignIns {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int SEE_OTHER = 303;
    private static final int PARTS = 5;
    private static final int RANDOM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LoginClient client;
    private final ProviderClient provider;
    private final IdTokens tokens;
    private final Cookies cookies;
    private final String cookie;
    private final Seal ways;
    private final InstantSource clock;

    /// @param name names the cookie and the key that signs it
    public SignIns(ProviderClient provider, IdTokens tokens, Kept kept, String name) {
        this.client = provider.client();
        this.provider = provider;
        this.tokens = tokens;
        this.cookies = kept.cookies();
        this.cookie = "tb_" + name + "_login";
        this.ways = kept.keys().seal(name + " sign-in", "2");
        this.clock = kept.clock();
    }

    /// The parts by which browsers keep what is theirs.
    public record Kept(Cookies cookies, SigningKeys keys, InstantSource clock) {}

    /// The words of a request to the provider.
    ///
    /// @param scope the scopes
    /// @param age the age that the sign-in may have; empty: any
    public record Wish(String scope, Optional<Duration> age) {}

    /// A way to the provider and back.
    ///
    /// @param state names it in addresses
    /// @param verifier the secret whose hash the provider gets
    /// @param nonce names it in the ID token
    private record Way(String state, String verifier, String nonce, String target, Instant endsAt) {}

    /// Sends the person to the provider. It must ask who the person is, unless it has done so within the age.
    ///
    /// @param target the path of the page to go to afterwards
    public Answer begin(String target, Wish wish) {
        var way = new Way(
                random(), random() + random(), random(), target, clock.instant().plus(LIFE));
        byte[] challenge = Digest.sha256(way.verifier().getBytes(StandardCharsets.US_ASCII));
        var query = new FormText()
                .add("response_type", "code")
                .add("client_id", client.clientId())
                .add("redirect_uri", client.callback())
                .add("scope", wish.scope())
                .add("state", way.state())
                .add("nonce", way.nonce())
                .add("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(challenge))
                .add("code_challenge_method", "S256");
        wish.age().ifPresent(age -> query.add("max_age", Long.toString(age.toSeconds())));
        return Answer.empty(SEE_OTHER)
                .header("Location", provider.authorization() + "?" + query.text())
                .header("Cache-Control", "no-store")
                .header("Set-Cookie", cookies.lax(cookie, closed(way), LIFE));
    }

    /// Takes the person back from the provider.
    ///
    /// @throws Refusal `unauthorized` if this browser did not go there, or the provider's word is no good
    public SignedIn end(Request request) {
        Way way = cookies.find(request, cookie).flatMap(this::way).orElseThrow(() -> refused("it took too long"));
        request.requireOnce(List.of("state", "code", "iss"));
        if (request.queryValue("state").filter(way.state()::equals).isEmpty()) {
            throw refused("it was begun elsewhere");
        }
        if (request.queryValue("iss")
                .filter(issuer -> !issuer.equals(provider.issuer()))
                .isPresent()) {
            throw refused("another provider answered");
        }
        String code = request.queryValue("code").orElseThrow(() -> refused("the provider says no"));
        ProviderTokens given = provider.redeemed(code, way.verifier());
        SignIn signIn = verified(given.identity());
        if (signIn.nonce().filter(way.nonce()::equals).isEmpty()) {
            throw refused("it was begun elsewhere");
        }
        return new SignedIn(signIn, way.target(), given);
    }

    /// The refusal of a sign-in.
    public static Refusal refused(String why) {
        return Refusal.of(ErrorCode.UNAUTHORIZED, "the sign-in did not work: " + why + ". Open the link again.");
    }

    /// A value that nobody guesses.
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private SignIn verified(String idToken) {
        try {
            return BearerTokens.verifiedBy(() -> tokens.verify(idToken));
        } catch (Refusal refusal) {
            throw refusal.code() == ErrorCode.UNAUTHORIZED ? refused("the provider's token is not good") : refusal;
        }
    }

    private String closed(Way way) {
        return ways.close(
                way.state(),
                way.verifier(),
                way.nonce(),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(way.target().getBytes(StandardCharsets.UTF_8)),
                Long.toString(way.endsAt().getEpochSecond()));
    }

    private Optional<Way> way(String value) {
        if (!(ways.open(value) instanceof Seal.Opened.Genuine genuine)
                || genuine.parts().size() != PARTS) {
            return Optional.empty();
        }
        List<String> parts = genuine.parts();
        return Optional.of(new Way(
                        parts.getFirst(),
                        parts.get(1),
                        parts.get(2),
                        new String(Base64.getUrlDecoder().decode(parts.get(3)), StandardCharsets.UTF_8),
                        Instant.ofEpochSecond(Long.parseLong(parts.getLast()))))
                .filter(way -> way.endsAt().isAfter(clock.instant()));
    }
}
