package dev.toolbridge.token.bearer;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.Audiences;
import dev.toolbridge.token.BearerCredential;
import dev.toolbridge.token.TokenKeysUnavailable;
import dev.toolbridge.token.TokenRejected;
import dev.toolbridge.token.TokenVerifier;
import dev.toolbridge.token.VerifiedToken;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises the tokens that requests come with. A client that is refused learns only that; the log says why.
///
/// @param audiences the audiences that open routes
public record BearerTokens(TokenVerifier verifier, Audiences audiences) {
    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    private static final String CHALLENGE = "WWW-Authenticate";

    /// The token of a request to an ordinary route.
    public VerifiedToken of(Request request) {
        String credential = BearerCredential.of(request).orElseThrow(BearerTokens::missing);
        VerifiedToken token = verified(() -> verifier.verify(credential));
        requireOpen(token);
        return token;
    }

    /// Refuses a token that opens no route: it is for another server, or is only exchanged.
    public void requireOpen(VerifiedToken token) {
        if (!audiences.openRoutes(token)) {
            LOG.atInfo()
                    .addKeyValue("reason", "an audience that is only exchanged")
                    .log("token rejected");
            throw rejected();
        }
    }

    /// The outcome of a verification, as the edge tells it.
    public static VerifiedToken verified(Supplier<VerifiedToken> verification) {
        return verifiedBy(verification);
    }

    /// The same for what a token tells beside its content.
    public static <T> T verifiedBy(Supplier<T> verification) {
        try {
            return verification.get();
        } catch (TokenRejected rejected) {
            LOG.atInfo().addKeyValue("reason", rejected.getMessage()).log("token rejected");
            throw rejected();
        } catch (TokenKeysUnavailable unavailable) {
            LOG.warn("token keys unavailable", unavailable);
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                    .header("Retry-After", "5");
        }
    }

    /// The refusal of a request without a credential (RFC 6750, section 3).
    public static Refusal missing() {
        return unauthorized("Bearer");
    }

    /// The refusal of a credential that is no good (RFC 6750, section 3.1).
    public static Refusal rejected() {
        return unauthorized("Bearer error=\"invalid_token\"");
    }

    private static Refusal unauthorized(String challenge) {
        return Refusal.plain(ErrorCode.UNAUTHORIZED, "unauthorized").header(CHALLENGE, challenge);
    }
}
