package dev.toolbridge.api.review;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.SignIn;
import dev.toolbridge.token.bearer.BearerTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Signs a person in at the identity provider, by a code with a proof of possession (RFC 7636), and begins a session.
///
/// The way there is kept in a signed cookie of the browser that goes it: another browser's way back is refused.
final class SignInRoutes {
    private static final String COOKIE = "tb_review_login";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int SEE_OTHER = 303;
    private static final int PARTS = 6;

    private final ReviewConfig config;
    private final ProviderClient provider;
    private final IdTokens tokens;
    private final ReviewSessions sessions;
    private final Cookies cookies;
    private final Seal ways;
    private final InstantSource clock;

    SignInRoutes(ReviewConfig config, ProviderClient provider, IdTokens tokens, Kept kept) {
        this.config = config;
        this.provider = provider;
        this.tokens = tokens;
        this.sessions = kept.sessions();
        this.cookies = kept.cookies();
        this.ways = kept.keys().seal("review sign-in", "1");
        this.clock = kept.clock();
    }

    /// The parts by which browsers keep what is theirs.
    record Kept(ReviewSessions sessions, Cookies cookies, SigningKeys keys, InstantSource clock) {}

    /// A person who has signed in, and the answer.
    record Arrived(Answer answer, String countedAs) implements Recognition.Counted {}

    /// A way to the provider and back.
    ///
    /// @param state names it in addresses
    /// @param verifier the secret whose hash the provider gets
    /// @param nonce names it in the ID token
    private record Way(String state, String verifier, String nonce, UUID proposal, String tenant, Instant endsAt) {}

    /// Sends the person to the provider. It must ask who the person is, unless it has done so a short while ago.
    Answer begin(UUID proposal, Optional<String> tenant) {
        String verifier = ReviewSessions.random() + ReviewSessions.random();
        var way = new Way(
                ReviewSessions.random(),
                verifier,
                ReviewSessions.random(),
                proposal,
                tenant.orElse(""),
                clock.instant().plus(LIFE));
        byte[] challenge = Digest.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        var query = new FormText()
                .add("response_type", "code")
                .add("client_id", config.clientId())
                .add("redirect_uri", config.at(ReviewConfig.CALLBACK))
                .add("scope", "openid")
                .add("state", way.state())
                .add("nonce", way.nonce())
                .add("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(challenge))
                .add("code_challenge_method", "S256")
                .add("max_age", Long.toString(ReviewSessions.LIFE.toSeconds()));
        return Answer.empty(SEE_OTHER)
                .header("Location", provider.authorization() + "?" + query.text())
                .header("Cache-Control", "no-store")
                .header("Set-Cookie", cookies.lax(COOKIE, closed(way), LIFE));
    }

    /// Takes the person back from the provider. The page comes next by a link of our own, since browsers send the
    /// session's cookie with those only.
    Arrived end(Request request) {
        Way way = cookies.find(request, COOKIE).flatMap(this::way).orElseThrow(() -> refused("it took too long"));
        if (!request.queryValue("state").filter(way.state()::equals).isPresent()) {
            throw refused("it was begun elsewhere");
        }
        String code = request.queryValue("code").orElseThrow(() -> refused("the provider says no"));
        SignIn signIn = verified(provider.idToken(code, way.verifier()));
        if (!signIn.nonce().filter(way.nonce()::equals).isPresent()) {
            throw refused("it was begun elsewhere");
        }
        Instant at = signIn.at().orElseThrow(() -> refused("the provider does not say when it asked who you are"));
        if (at.plus(ReviewSessions.LIFE).isBefore(clock.instant())) {
            throw refused("the provider asked long ago who you are");
        }
        String subject = signIn.token().subject();
        Answer onward = ReviewPage.onward(address(way.proposal(), way.tenant()))
                .header("Set-Cookie", sessions.begin(subject, signIn.token().tenant(), at));
        return new Arrived(onward, subject);
    }

    /// The page as a client describes itself (OAuth Client ID Metadata Document).
    Answer description() {
        var json = Json.object()
                .put("client_id", config.at(ReviewConfig.DESCRIPTION))
                .put("client_name", "ToolBridge review page")
                .put("token_endpoint_auth_method", "none");
        json.putArray("redirect_uris").add(config.at(ReviewConfig.CALLBACK));
        json.putArray("grant_types").add("authorization_code");
        json.putArray("response_types").add("code");
        return Answer.json(200, json).header("Cache-Control", "public, max-age=300");
    }

    /// The path of a page.
    static String address(UUID proposal, String tenant) {
        return "/review/" + proposal + (tenant.isEmpty() ? "" : "?tenant=" + FormText.encoded(tenant));
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
                way.proposal().toString(),
                FormText.encoded(way.tenant()),
                Long.toString(way.endsAt().getEpochSecond()));
    }

    private Optional<Way> way(String value) {
        if (!(ways.open(value) instanceof Seal.Opened.Genuine genuine)
                || genuine.parts().size() != PARTS) {
            return Optional.empty();
        }
        List<String> parts = genuine.parts();
        String tenant = FormText.parse(("tenant=" + parts.get(4)).getBytes(StandardCharsets.US_ASCII))
                .find("tenant")
                .orElse("");
        return Optional.of(new Way(
                        parts.getFirst(),
                        parts.get(1),
                        parts.get(2),
                        UUID.fromString(parts.get(3)),
                        tenant,
                        Instant.ofEpochSecond(Long.parseLong(parts.getLast()))))
                .filter(way -> way.endsAt().isAfter(clock.instant()));
    }

    private static Refusal refused(String why) {
        return Refusal.of(ErrorCode.UNAUTHORIZED, "the sign-in did not work: " + why + ". Open the link again.");
    }
}
