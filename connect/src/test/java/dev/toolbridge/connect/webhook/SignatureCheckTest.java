package dev.toolbridge.connect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Request;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures of webhooks: the worked example of Standard Webhooks, and the older form.
class SignatureCheckTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    private final SignatureCheck signature = SignatureCheck.by(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    private static Request request(Map<String, String> headers, String body) {
        return new Request(
                "POST",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
                body.getBytes(UTF_8),
                "127.0.0.1",
                "one");
    }

    private static Map<String, String> standard(String signatures) {
        return Map.of("webhook-id", ID, "webhook-timestamp", TIMESTAMP, "webhook-signature", signatures);
    }

    @Test
    void theExampleOfTheStandardIsGenuine() {
        assertThat(signature.isOf(request(standard(SIGNATURE), BODY), NOW)).isTrue();
        assertThat(signature.isOf(request(standard("v1,AAAA " + SIGNATURE), BODY), NOW))
                .isTrue();
    }

    @Test
    void anotherBodyIsNot() {
        assertThat(signature.isOf(request(standard(SIGNATURE), BODY + " "), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void anotherTimeIsNot(long seconds) {
        assertThat(signature.isOf(request(standard(SIGNATURE), BODY), NOW.plusSeconds(seconds)))
                .isFalse();
        assertThat(signature.isOf(request(standard(SIGNATURE), BODY), NOW.plusSeconds(seconds - Long.signum(seconds))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "v1,", "v1a,g0hM9SsE+OTP=", "g0hM9SsE", "v1,\u00e9"})
    void otherSignaturesAreNot(String written) {
        assertThat(signature.isOf(request(standard(written), BODY), NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1614265330", "16142653300000000000"})
    void otherTimestampsAreNot(String timestamp) {
        var headers = Map.of("webhook-id", ID, "webhook-timestamp", timestamp, "webhook-signature", SIGNATURE);
        assertThat(signature.isOf(request(headers, BODY), NOW)).isFalse();
    }

    @Test
    void theOlderFormIsTakenWhereThereIsNoOther() {
        String code = "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c";
        assertThat(signature.isOf(request(Map.of("X-FlukeBase-Signature", code), BODY), NOW))
                .isTrue();
        assertThat(signature.isOf(request(Map.of("X-FlukeBase-Signature-Former", code), BODY), NOW))
                .isTrue();
        assertThat(signature.isOf(request(Map.of("X-FlukeBase-Signature", code), BODY + " "), NOW))
                .isFalse();
        var both = Map.of("X-FlukeBase-Signature", code, "webhook-signature", "v1,AAAA");
        assertThat(signature.isOf(request(both, BODY), NOW)).isFalse();
        assertThat(signature.isOf(request(Map.of(), BODY), NOW)).isFalse();
    }
}
