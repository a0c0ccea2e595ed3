package dev.toolbridge.api.access.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.rate.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Case 33: only bodies that WorkOS signed recently are accepted.
class WebhookSignatureTest {
    private static final byte[] BODY = "{\"id\":\"event_1\"}".getBytes(StandardCharsets.UTF_8);

    private final MovableClock clock = new MovableClock();
    private final WebhookSignature signature = new WebhookSignature(List.of(new Secret("whsec")), clock);

    @Test
    void aGenuineOneIsGood() throws Exception {
        long now = clock.millis();

        assertThat(signature.isGood("t=" + now + ", v1=" + mac("whsec", now), BODY))
                .isTrue();
        assertThat(signature.isGood("t=" + now + ",v1=" + mac("whsec", now), BODY))
                .isTrue();
    }

    @Test
    void duringARotationBothSecretsProveItAndNoOther() throws Exception {
        long now = clock.millis();
        var both = new WebhookSignature(List.of(new Secret("whsec_new"), new Secret("whsec")), clock);

        assertThat(both.isGood("t=" + now + ", v1=" + mac("whsec", now), BODY)).isTrue();
        assertThat(both.isGood("t=" + now + ", v1=" + mac("whsec_new", now), BODY))
                .isTrue();
        assertThat(both.isGood("t=" + now + ", v1=" + mac("whsec_new,whsec", now), BODY))
                .isFalse();
        assertThat(signature.isGood("t=" + now + ", v1=" + mac("whsec_new", now), BODY))
                .isFalse();
    }

    @Test
    void forgeriesAreNot() throws Exception {
        long now = clock.millis();
        String good = mac("whsec", now);

        for (String header : new String[] {
            "",
            "t=" + now,
            "t=" + now + ", v1=",
            "t=" + now + ", v1=" + mac("other", now),
            "t=" + (now + 1) + ", v1=" + good,
            "t=" + now + ", v1=" + good.toUpperCase(Locale.ROOT),
            "t=" + now + ", v1=" + good + ", v1=" + good,
            "t=" + now + ", v1=" + good.substring(2),
            "v1=" + good + ", t=" + now,
            "t=99999999999999999999, v1=" + good
        }) {
            assertThat(signature.isGood(header, BODY)).as(header).isFalse();
        }
        assertThat(signature.isGood("t=" + now + ", v1=" + good, "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void oldOnesAndOnesOfTheFutureAreNot() throws Exception {
        long now = clock.millis();
        String header = "t=" + now + ", v1=" + mac("whsec", now);

        clock.pass(WebhookSignature.TOLERANCE.plusSeconds(1));
        assertThat(signature.isGood(header, BODY)).isFalse();
        clock.pass(Duration.ofSeconds(-3).minus(WebhookSignature.TOLERANCE.multipliedBy(2)));
        assertThat(signature.isGood(header, BODY)).isFalse();
    }

    private static String mac(String secret, long timestampMs) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((timestampMs + ".").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(BODY));
    }
}
