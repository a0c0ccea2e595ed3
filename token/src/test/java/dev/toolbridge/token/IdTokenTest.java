package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// ID tokens of clients that a setting names say who somebody is, and open nothing.
class IdTokenTest {
    private final Trust trust = Trust.with(Map.of("JWT_ID_TOKEN_CLIENTS", "client_1, client_2"));

    @AfterEach
    void close() {
        trust.close();
    }

    private static JWTClaimsSet.Builder marked(JWTClaimsSet.Builder claims) {
        return claims.audience("client_1").claim("nonce", "n-0S6").claim("at_hash", "MTIz");
    }

    @Test
    void oneOfAKnownClientIsTold() {
        var token = trust.verifier.verifyAnyUse(trust.provider.token(IdTokenTest::marked));

        assertThat(token.use()).isEqualTo(TokenUse.IDENTITY);
        assertThat(token.subject()).isEqualTo("user_1");
    }

    @Test
    void itIsNoAccessTokenNotEvenFromTheCache() {
        String token = trust.provider.token(IdTokenTest::marked);
        trust.verifier.verifyAnyUse(token);

        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }

    @Test
    void withoutMarksItIsToldByItsAudience() {
        for (UnaryOperator<JWTClaimsSet.Builder> plain : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.audience("client_2"),
                claims -> claims.audience("client_2").claim("azp", "client_2"),
                claims -> claims.audience("client_2").claim("token_use", "id"),
                claims -> claims.audience("client_2").claim("typ", "ID"))) {
            String token = trust.provider.token(plain);
            assertThat(trust.verifier.verifyAnyUse(token).use()).isEqualTo(TokenUse.IDENTITY);
            assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
        }
    }

    @Test
    void oneOfAnotherClientIsNotTaken() {
        assertNone(claims -> marked(claims).audience("client_3"));
        assertNone(claims -> marked(claims).audience(Provider.AUDIENCE));
        assertNone(claims -> marked(claims).claim("azp", "client_3"));
        assertNone(claims -> marked(claims).audience((String) null));
        assertNone(claims -> claims.audience("client_3"));
        assertNone(claims -> claims.claim("token_use", "id"));
        assertNone(claims -> claims.claim("typ", "ID"));
    }

    @Test
    void accessTokensAreTakenAsBefore() {
        assertThat(trust.verifier.verifyAnyUse(trust.provider.token()).use()).isEqualTo(TokenUse.ACCESS);
        assertThat(trust.verify(trust.provider.token(claims -> claims.audience(List.of("client_1", Provider.AUDIENCE))))
                        .use())
                .isEqualTo(TokenUse.ACCESS);
    }

    @Test
    void anAccessTokenThatSaysSoMayRepeatTheNonceOfTheLogin() {
        String ours =
                trust.provider.token(claims -> claims.claim("typ", "Bearer").claim("nonce", "n-0S6"));
        String clients = trust.provider.token(claims -> marked(claims).claim("typ", "Bearer"));

        assertThat(trust.verify(ours).use()).isEqualTo(TokenUse.ACCESS);
        assertThatThrownBy(() -> trust.verifier.verifyAnyUse(clients)).isInstanceOf(TokenRejected.class);
    }

    private void assertNone(UnaryOperator<JWTClaimsSet.Builder> change) {
        String token = trust.provider.token(change);
        assertThatThrownBy(() -> trust.verifier.verifyAnyUse(token)).isInstanceOf(TokenRejected.class);
    }
}
