package dev.toolbridge.tenants.caller;

import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.BearerCredential;
import dev.toolbridge.token.bearer.BearerTokens;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Recognises senders by an operator's key or a token of the identity provider. Keys and tokens of workspaces open
/// nothing here.
public record Senders(BearerTokens tokens, OperatorLookup operators) {
    private static final Set<KeyKind> KINDS = Set.of(KeyKind.OPERATOR);

    /// The sender of a request.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `unauthorized`
    public KnownSender of(Request request) {
        String credential = BearerCredential.of(request).orElseThrow(BearerTokens::missing);
        return credential.startsWith(KeyKind.OPERATOR.prefix()) ? byKey(credential) : byToken(request);
    }

    /// A name for the key in a request, if the text has the form of one. Looks nothing up.
    public static Optional<String> keyShown(Request request) {
        return BearerCredential.of(request).flatMap(Senders::key).map(text -> HexFormat.of()
                .formatHex(text.hash()));
    }

    private KnownSender byKey(String credential) {
        return key(credential)
                .flatMap(text -> operators.use(text.hash()))
                .map(KnownSender.Key::new)
                .orElseThrow(BearerTokens::rejected);
    }

    private KnownSender byToken(Request request) {
        return new KnownSender.User(tokens.of(request));
    }

    private static Optional<KeyText> key(String credential) {
        return KeyText.parse(credential, KINDS);
    }
}
