package dev.toolbridge.token;

/// Names of claims beside the registered ones.
final class Claims {
    static final String TOKEN_TYPE = "token_type";

    /// Value of [#TOKEN_TYPE] in the tokens that we sign.
    static final String BACKEND = "backend";

    /// The issuer that vouched for the subject before the exchange.
    static final String ORIGINAL_ISSUER = "original_iss";

    /// The origin of the token; old clients show it.
    static final String EXCHANGED = "exchanged_from";

    static final String ORGANIZATION = "org_id";
    static final String SCOPE = "scope";
    static final String CLIENT = "client_id";
    static final String SESSION = "sid";
    static final String ACTOR = "act";
    static final String ZONE = "zoneinfo";

    /// The time of the sign-in (OpenID Connect Core 1.0, section 2).
    static final String SIGNED_IN = "auth_time";

    private Claims() {}
}
