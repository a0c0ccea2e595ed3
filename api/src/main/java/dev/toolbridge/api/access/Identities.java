package dev.toolbridge.api.access;

import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.api.access.key.KeyText;
import dev.toolbridge.contract.ApiKeyForm;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.token.Audiences;
import dev.toolbridge.service.token.TokenKeysUnavailable;
import dev.toolbridge.service.token.TokenRejected;
import dev.toolbridge.service.token.TokenVerifier;
import dev.toolbridge.service.token.VerifiedToken;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises who sends a request: by a token, by an API key, or, where that is allowed, by a mere name.
///
/// Whoever is refused learns only that; the log says why.
public final class Identities {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
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
        Optional<String> header = request.header(AUTHORIZATION);
        if (header.isEmpty()) {
            return debug.of(request).orElseThrow(() -> unauthorized("Bearer"));
        }
        String credential = bearer(header.get()).orElseThrow(() -> unauthorized("Bearer"));
        return ApiKeyForm.isMeant(credential) ? byKey(credential) : Identity.of(verified(credential));
    }

    /// A name for the API key that a request shows, if it could be one; nothing is looked up.
    static Optional<String> keyShown(Request request) {
        return shown(request).flatMap(KeyText::parse).map(text -> HexFormat.of().formatHex(text.hash()));
    }

    /// The credential that a request shows, whether it is good or not.
    static Optional<String> shown(Request request) {
        return request.header(AUTHORIZATION).flatMap(Identities::bearer);
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()))
                : Optional.empty();
    }

    private Identity byKey(String credential) {
        return KeyText.parse(credential)
                .flatMap(text -> keys.use(text.hash()))
                .map(key -> new Identity(key.issuer(), key.subject(), new Credential.Key(key)))
                .orElseThrow(() -> unauthorized(BAD_TOKEN));
    }

    private VerifiedToken verified(String token) {
        try {
            return verifier.verify(token);
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
