package dev.toolbridge.token;

import java.util.Arrays;

/// The claim by which the identity provider names the audience of a token.
enum AudienceClaim {
    AUDIENCE("aud"),
    /// In the access tokens of providers that name the client only, such as Cognito.
    CLIENT("client_id"),
    /// The same for providers such as Clerk.
    AUTHORIZED_PARTY("azp");

    private final String claim;

    AudienceClaim(String claim) {
        this.claim = claim;
    }

    static AudienceClaim parse(String text) {
        return Arrays.stream(values())
                .filter(known -> known.claim.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("aud, client_id or azp"));
    }

    String claim() {
        return claim;
    }
}
