package dev.toolbridge.token.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.toolbridge.token.Provider;
import dev.toolbridge.token.TokenRejected;
import dev.toolbridge.token.Trust;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Key sets in which not every key is one that we can read.
@Isolated("reads a log that every verifier of this JVM writes")
class PublishedKeySetTest {
    private static final Set<SignatureAlgorithm> RS256 = EnumSet.of(SignatureAlgorithm.RS256);
    private static final String GOOD = Provider.KEY.toPublicJWK().toJSONString();
    private static final String NEXT = Provider.NEXT_KEY.toPublicJWK().toJSONString();

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"RSA\",\"kid\":\"odd\",\"use\":\"enc\",\"key_ops\":[\"verify\"],"
                        + "\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"odd\"}",
                "{\"kty\":\"RSA\",\"kid\":\"odd\",\"n\":7,\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"kid\":\"odd\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"AKP\",\"kid\":\"odd\",\"alg\":\"ML-DSA-44\",\"pub\":\"AQAB\"}",
                "{\"kid\":\"odd\"}",
                "{\"kid\":\"odd\",\"kty\":null}",
                "{\"kty\":\"RSA\",\"kid\":\"odd\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"x5c\":[\"MIIB\"]}",
                "{\"kty\":\"RSA\",\"kid\":\"odd\",\"use\":7,\"n\":\"AQAB\",\"e\":\"AQAB\"}"
            })
    void aKeyThatCannotBeReadIsSkippedAndNamed(String odd) throws ParseException {
        var read = PublishedKeySet.parse(set(odd, GOOD), RS256);

        assertThat(read.keys().getKeys()).extracting(key -> key.getKeyID()).containsExactly("provider-1");
        assertThat(read.unreadable()).singleElement().asString().startsWith("odd: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"key\"", "[]", "null", "true"})
    void aMemberThatIsNoKeyIsSkipped(String odd) throws ParseException {
        var read = PublishedKeySet.parse(set(GOOD, odd, NEXT), RS256);

        assertThat(read.keys().getKeys()).hasSize(2);
        assertThat(read.unreadable()).hasSize(1);
    }

    @Test
    void keysForOthersAreLeftOutWithoutAWord() throws ParseException {
        var read = PublishedKeySet.parse(
                set(
                        GOOD,
                        GOOD.replace("\"kid\"", "\"use\":\"enc\",\"kid\""),
                        GOOD.replace("\"kid\"", "\"alg\":\"PS256\",\"kid\""),
                        GOOD.replace("\"kid\"", "\"key_ops\":[\"encrypt\"],\"kid\"")),
                RS256);

        assertThat(read.keys().getKeys()).hasSize(1);
        assertThat(read.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keys\":7}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "[]",
                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                "null"
            })
    void aSetWithoutAUsableKeyIsNone(String json) {
        assertThatThrownBy(() -> PublishedKeySet.parse(json, RS256)).isInstanceOf(ParseException.class);
    }

    @Test
    void privateKeysSpoilTheWholeSetReadableOrNot() {
        for (String shown : List.of(
                Provider.NEXT_KEY.toJSONString(),
                "{\"kty\":\"RSA\",\"d\":\"AQ\"}",
                "{\"kty\":\"oct\",\"k\":\"AQAB\"}")) {
            assertThatThrownBy(() -> PublishedKeySet.parse(set(GOOD, shown), RS256))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("private");
        }
    }

    @Test
    void theUnreadableKeyIsNamedOnceInTheLog() {
        var log = (Logger) LoggerFactory.getLogger(PublishedKeys.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try (var trust = Trust.inProduction()) {
            trust.keys.answer(200, set("{\"kty\":\"RSA\",\"kid\":\"odd\"}", GOOD));
            trust.verify(trust.provider.token());
            trust.clock.pass(PublishedKeys.FETCH_PAUSE);
            assertThatThrownBy(() -> trust.verify(Provider.signed(
                            Provider.NEXT_KEY, trust.provider.claims().build())))
                    .isInstanceOf(TokenRejected.class);

            assertThat(trust.keys.requests()).isEqualTo(2);
            assertThat(lines.list).hasSize(1);
            assertThat(lines.list.getFirst().getKeyValuePairs().toString()).contains("odd");
        } finally {
            log.detachAppender(lines);
        }
    }
}
