package dev.toolbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Uids as they are made.
class FreshUidTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:34:56.789123456Z");

    @Test
    void makesUidsOfVersion7ThatTellTheirTime() {
        UUID uid = UidForm.fresh(NOW);

        assertThat(uid.version()).isEqualTo(7);
        assertThat(uid.variant()).isEqualTo(2);
        assertThat(uid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(UidForm.read(uid.toString())).hasValue(uid);
    }

    @Test
    void ordersUidsByTheirTimeWithinAMillisecondToo() {
        String before = "";
        for (int micros = 0; micros < 3_000; micros++) {
            String uid = UidForm.fresh(NOW.plusNanos(micros * 1_000L)).toString();
            assertThat(uid).isGreaterThan(before);
            before = uid;
        }
    }

    @Test
    void repeatsNothingInOneInstant() {
        var tails = new HashSet<Long>();
        Stream.generate(() -> UidForm.fresh(NOW))
                .limit(10_000)
                .forEach(uid -> tails.add(uid.getLeastSignificantBits()));

        assertThat(tails).hasSize(10_000);
    }
}
