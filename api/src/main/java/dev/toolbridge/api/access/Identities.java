package dev.toolbridge.api.access;

import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.contract.ApiKeyForm;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.BearerCredential;
import dev.toolbridge.token.VerifiedToken;
import dev.toolbridge.token.bearer.BearerTokens;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/// Recognises the sender of a request by a token, an API key or, where that is allowed, a name without proof.
public final class Identities {
    private final BearerTokens tokens;
    private final KeyLookup keys;
    private final DebugSubject debug;

    public Identities(BearerTokens tokens, KeyLookup keys, DebugSubject debug) {
        this.tokens = tokens;
        this.keys = keys;
        this.debug = debug;
    }

    /// The sender of a request to an ordinary route.
    public Identity of(Request request) {
        Identity identity = ofAnyAudience(request);
        identity.token().ifPresent(tokens::requireOpen);
        return identity;
    }

    /// The sender of a request to a route that accepts the MCP server's tokens as well.
    public Identity ofAnyAudience(Request request) {
        return by(request, tokens.verifier()::verify);
    }

    /// The sender of a request to a route that accepts ID tokens as well.
    public Identity ofAnyUse(Request request) {
        return by(request, tokens.verifier()::verifyAnyUse);
    }

    private Identity by(Request request, Function<String, VerifiedToken> verification) {
        if (request.header(BearerCredential.HEADER).isEmpty()) {
            return debug.of(request).orElseThrow(BearerTokens::missing);
        }
        String credential = BearerCredential.of(request).orElseThrow(BearerTokens::missing);
        return ApiKeyForm.isMeant(credential)
                ? byKey(credential)
                : Identity.of(BearerTokens.verified(() -> verification.apply(credential)));
    }

    /// A name for the API key in a request, if the text has the form of a key. Looks nothing up.
    public static Optional<String> keyShown(Request request) {
        return BearerCredential.of(request).flatMap(Identities::key).map(text -> HexFormat.of()
                .formatHex(text.hash()));
    }

    private Identity byKey(String credential) {
        return key(credential)
                .flatMap(text -> keys.use(text.hash()))
                .map(key -> new Identity(key.issuer(), key.subject(), new Credential.Key(key)))
                .orElseThrow(BearerTokens::rejected);
    }

    private static Optional<KeyText> key(String credential) {
        return KeyText.parse(credential, KeyKind.OF_WORKSPACES);
    }
}
