package dev.toolbridge.api.access;

import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.api.access.key.KeyText;
import dev.toolbridge.contract.ApiKeyForm;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.Audiences;
import dev.toolbridge.token.BearerCredential;
import dev.toolbridge.token.TokenKeysUnavailable;
import dev.toolbridge.token.TokenRejected;
import dev.toolbridge.token.TokenVerifier;
import dev.toolbridge.token.VerifiedToken;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises who sends a request: by a token, by an API key, or, where that is allowed, by a mere name.
///
/// Whoever is refused learns only that; the log says why.
public final class Identities {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

    private final TokenVerifier verifier;
    private final Audiences audiences;
    private final KeyLookup keys;
    private final DebugSubject debug;

    public Identities(TokenVerifier verifier, Audiences audiences, KeyLookup keys, DebugSubject debug) {
        this.verifier = verifier;
        this.audiences = audiences;
        this.keys = keys;
        this.debug = debug;
    }

    /// Who sends a request to an ordinary route.
    public Identity of(Request request) {
        Identity identity = ofAnyAudience(request);
        if (identity.token().filter(token -> !audiences.openRoutes(token)).isPresent()) {
            LOG.atInfo()
                    .addKeyValue("reason", "an audience that is only exchanged")
                    .log("token rejected");
            throw unauthorized(BAD_TOKEN);
        }
        return identity;
    }

    /// Who sends a request to a route that serves the MCP server's tokens as well.
    public Identity ofAnyAudience(Request request) {
        return by(request, verifier::verify);
    }

    /// Who sends a request to a route that takes ID tokens as well.
    public Identity ofAnyUse(Request request) {
        return by(request, verifier::verifyAnyUse);
    }

    private Identity by(Request request, Function<String, VerifiedToken> verification) {
        if (request.header(BearerCredential.HEADER).isEmpty()) {
            return debug.of(request).orElseThrow(() -> unauthorized("Bearer"));
        }
        String credential = BearerCredential.of(request).orElseThrow(() -> unauthorized("Bearer"));
        return ApiKeyForm.isMeant(credential)
                ? byKey(credential)
                : Identity.of(verified(() -> verification.apply(credential)));
    }

    /// A name for the API key that a request shows, if it could be one; nothing is looked up.
    public static Optional<String> keyShown(Request request) {
        return BearerCredential.of(request).flatMap(KeyText::parse).map(text -> HexFormat.of()
                .formatHex(text.hash()));
    }

    private Identity byKey(String credential) {
        return KeyText.parse(credential)
                .flatMap(text -> keys.use(text.hash()))
                .map(key -> new Identity(key.issuer(), key.subject(), new Credential.Key(key)))
                .orElseThrow(() -> unauthorized(BAD_TOKEN));
    }

    private static VerifiedToken verified(Supplier<VerifiedToken> verification) {
        try {
            return verification.get();
        } catch (TokenRejected rejected) {
            LOG.atInfo().addKeyValue("reason", rejected.getMessage()).log("token rejected");
            throw unauthorized(BAD_TOKEN);
        } catch (TokenKeysUnavailable unavailable) {
            LOG.warn("token keys unavailable", unavailable);
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                    .header("Retry-After", "5");
        }
    }

    private static Refusal unauthorized(String challenge) {
        return Refusal.plain(ErrorCode.UNAUTHORIZED, "unauthorized").header(CHALLENGE, challenge);
    }
}
