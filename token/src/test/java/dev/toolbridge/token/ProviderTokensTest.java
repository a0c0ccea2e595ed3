package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens as identity providers other than WorkOS make them.
class ProviderTokensTest {
    private Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    private void with(String setting, String value) {
        trust.close();
        trust = Trust.with(Map.of(setting, value));
    }

    private VerifiedToken verify(UnaryOperator<JWTClaimsSet.Builder> change) {
        return trust.verify(trust.provider.token(change));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }

    private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change) {
        assertRefused(trust.provider.token(change));
    }

    private String withoutKeyId() {
        return Provider.signed(
                Provider.KEY,
                header -> header.keyID(null),
                trust.provider.claims().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void theTypesOfAccessTokensInTheirLongFormToo(String type) {
        String token = Provider.signed(
                Provider.KEY,
                header -> header.type(new JOSEObjectType(type)),
                trust.provider.claims().build());

        assertThat(trust.verify(token).subject()).isEqualTo("user_1");
    }

    @Test
    void aTokenNeedNotNameItsType() {
        String token = Provider.signed(
                Provider.KEY,
                header -> header.type(null),
                trust.provider.claims().build());

        assertThat(trust.verify(token).subject()).isEqualTo("user_1");
    }

    @Test
    void aTokenNeedNotNameTheOnlyKey() {
        assertThat(trust.verify(withoutKeyId()).subject()).isEqualTo("user_1");
        assertThat(trust.verify(Provider.signedText(
                                "{\"alg\":\"RS256\",\"kid\":null}",
                                trust.provider.claims().build().toString()))
                        .subject())
                .isEqualTo("user_1");
    }

    @Test
    void theOnlyKeyNeedHaveNoName() {
        trust.keys.serve(new com.nimbusds.jose.jwk.RSAKey.Builder(Provider.KEY.toPublicJWK())
                .keyID(null)
                .build());

        assertThat(trust.verify(withoutKeyId()).subject()).isEqualTo("user_1");
        assertRefused(trust.provider.token());
    }

    @Test
    void amongSeveralKeysATokenNamesItsOwn() {
        trust.keys.serve(Provider.KEY.toPublicJWK(), Provider.NEXT_KEY.toPublicJWK());
        trust.verify(trust.provider.token());
        int requests = trust.keys.requests();

        assertRefused(withoutKeyId());
        assertThat(trust.keys.requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "azp"})
    void anotherClaimNamesTheAudience(String claim) {
        with("JWT_AUDIENCE_CLAIM", claim);

        var token = verify(claims -> claims.audience((String) null).claim(claim, Provider.AUDIENCE));

        assertThat(token.audiences()).containsExactly(Provider.AUDIENCE);
        assertRefused(claims -> claims.audience((String) null).claim(claim, "https://other.example"));
        assertRefused(claims -> claims.audience((String) null));
        assertRefused(claims -> claims.audience((String) null).claim(claim, List.of(Provider.AUDIENCE)));
        assertRefused(claims -> claims.claim(claim, "https://other.example"));
        assertRefused(claims -> claims);
    }

    @Test
    void atokenThatNamesAnAudienceMustNameOursThereToo() {
        with("JWT_AUDIENCE_CLAIM", "azp");

        assertThat(verify(claims -> claims.claim("azp", Provider.AUDIENCE)).subject())
                .isEqualTo("user_1");
        assertRefused(claims -> claims.audience("https://other.example").claim("azp", Provider.AUDIENCE));
    }

    @Test
    void unlessASettingSaysSoNoOtherClaimIsTheAudience() {
        for (String claim : List.of("client_id", "azp")) {
            assertRefused(claims -> claims.audience("https://other.example").claim(claim, Provider.AUDIENCE));
            assertRefused(claims -> claims.audience((String) null).claim(claim, Provider.AUDIENCE));
        }
    }

    @Test
    void tokensMayBeLong() {
        String long16 = ofLength(BearerCredential.LENGTH_MAX);

        assertThat(long16).hasSize(16_384);
        assertThat(trust.verify(long16).subject()).isEqualTo("user_1");
        assertRefused(long16 + "A");
    }

    /// A good token of exactly that length: many groups, and a claim that fills up the rest.
    private String ofLength(int length) {
        int rest = (length
                        - trust.provider
                                .token(claims -> claims.claim("groups", ""))
                                .length())
                / 4
                * 3;
        for (int filler = rest - 8; filler <= rest + 8; filler++) {
            String groups = "g".repeat(filler);
            String token = trust.provider.token(claims -> claims.claim("groups", groups));
            if (token.length() == length) {
                return token;
            }
        }
        throw new AssertionError("no token of that length");
    }
}
