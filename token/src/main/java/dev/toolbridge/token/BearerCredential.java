package dev.toolbridge.token;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;

/// The credential that a request shows by the scheme Bearer (RFC 6750, section 2.1), a token or an API key.
public final class BearerCredential {
    public static final String HEADER = "Authorization";

    /// The longest credential, in characters: tokens that name a user's groups are long.
    public static final int LENGTH_MAX = 16_384;

    private static final String SCHEME = "Bearer ";

    private BearerCredential() {}

    /// The text behind the scheme and one blank; empty without one, or with another scheme. Schemes are compared
    /// without regard to case (RFC 9110, section 11.1).
    ///
    /// @throws Refusal if it is longer than [#LENGTH_MAX], or if the header came twice
    public static Optional<String> of(Request request) {
        return request.header(HEADER)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()))
                .filter(credential -> !credential.isBlank())
                .map(BearerCredential::bounded);
    }

    private static String bounded(String credential) {
        if (credential.length() > LENGTH_MAX) {
            throw Refusal.of(
                    ErrorCode.HEADERS_TOO_LARGE,
                    "the token is longer than " + LENGTH_MAX
                            + " characters: have the identity provider put less into it, such as fewer groups");
        }
        return credential;
    }
}
