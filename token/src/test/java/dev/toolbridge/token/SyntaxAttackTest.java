package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Attacks on the text of a token.
class SyntaxAttackTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    @Test
    void case19OneTokenHasOneSpelling() {
        String good = trust.provider.token();
        trust.verify(good);
        long size = trust.verifier.size();

        for (String more : List.of("=", "==", "\n", "\r\n", " ", "\t", ".", "%00", "\0", "é")) {
            assertRefused(good + more);
            assertRefused(more + good);
        }
        assertRefused(good.replaceFirst("\\.", "=."));
        for (int bits = 1; bits < 16; bits++) {
            assertRefused(withTailBitsFlipped(good, bits));
        }

        assertThat(trust.verifier.size()).isEqualTo(size);
    }

    @Test
    void case21EncryptedTokens() throws JOSEException {
        var header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .contentType("JWT")
                .build();
        var encrypted = new JWEObject(header, new Payload(trust.provider.token()));
        encrypted.encrypt(new RSAEncrypter(Provider.KEY.toRSAPublicKey()));

        assertRefused(encrypted.serialize());
    }

    @Test
    void case21NestedAndJsonForms() {
        String good = trust.provider.token();
        String[] parts = good.split("\\.", -1);

        assertRefused(Provider.signedText(Provider.header(",\"cty\":\"JWT\""), good));
        assertRefused(Provider.signedText(Provider.header(""), good));
        assertRefused("{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
                .formatted(parts[1], parts[0], parts[2]));
        assertRefused("");
        assertRefused("..");
        assertRefused("a.b.c");
        assertRefused(parts[0] + "." + parts[1]);
    }

    @Test
    void case21HugeAndDeepTokensAreCheapToRefuse() {
        String deep = "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        List<String> tokens = List.of(
                "a".repeat(100_000),
                Provider.signedText(Provider.header(""), "\"" + "a".repeat(100_000) + "\""),
                Provider.signedText(Provider.header(""), deep),
                Provider.signedText(Provider.header(",\"a\":" + "[".repeat(2_000) + "]".repeat(2_000)), "{}"));
        tokens.forEach(this::assertRefused);

        for (String token : tokens) {
            assertThat(quickestRefusal(token)).isLessThan(Duration.ofMillis(5));
        }
    }

    @Test
    void case21DuplicateNames() {
        String claims = trust.provider.claims().build().toString();

        assertRefused(Provider.signedText(Provider.header(""), "{\"sub\":\"user_2\"," + claims.substring(1)));
        assertRefused(Provider.signedText(Provider.header(",\"alg\":\"none\""), claims));
    }

    @Test
    void payloadsThatAreNoObject() {
        for (String payload : List.of("", "null", "[]", "\"text\"", "7", "{", "{}x", "\u00ff")) {
            assertRefused(Provider.signedText(Provider.header(""), payload));
        }
    }

    private Duration quickestRefusal(String token) {
        Duration quickest = Duration.ofDays(1);
        for (int run = 0; run < 20; run++) {
            long start = System.nanoTime();
            assertRefused(token);
            var taken = Duration.ofNanos(System.nanoTime() - start);
            quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
        }
        return quickest;
    }

    private static String withTailBitsFlipped(String token, int bits) {
        int last = LETTERS.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + LETTERS.charAt(last ^ bits);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }
}
