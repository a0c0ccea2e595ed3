package dev.toolbridge.api.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uids as they are read and made.
class UidsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:34:56.789123456Z");
    private static final UUID UID = UUID.fromString("0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                "0191a2b3c4d57e6f8a9bac1d2e3f4a5b",
                "urn:uuid:0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                "urn:uuid:0191a2b3c4d57e6f8a9bac1d2e3f4a5b",
                "{0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b}",
                "{0191a2b3c4d57e6f8a9bac1d2e3f4a5b}"
            })
    void readsEveryUsualForm(String text) {
        assertThat(Uids.parse(text)).contains(UID);
        assertThat(Uids.parse(text.toUpperCase(Locale.ROOT))).contains(UID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5",
                "0191a2b3c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                "{0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                "(0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b)",
                "urn:uuid:{0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b}",
                "uuid:0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                " 0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b",
                "0191a2b3-c4d5-7e6f-8a9b-ac1d2e3f4a5b\n"
            })
    void takesNothingElse(String text) {
        assertThat(Uids.parse(text)).isEmpty();
    }

    @Test
    void makesUidsOfVersion7ThatTellTheirTime() {
        UUID uid = Uids.fresh(NOW);

        assertThat(uid.version()).isEqualTo(7);
        assertThat(uid.variant()).isEqualTo(2);
        assertThat(uid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(Uids.parse(uid.toString())).hasValue(uid);
    }

    @Test
    void ordersUidsByTheirTimeWithinAMillisecondToo() {
        String before = "";
        for (int micros = 0; micros < 3_000; micros++) {
            String uid = Uids.fresh(NOW.plusNanos(micros * 1_000L)).toString();
            assertThat(uid).isGreaterThan(before);
            before = uid;
        }
    }

    @Test
    void repeatsNothingInOneInstant() {
        var tails = new HashSet<Long>();
        Stream.generate(() -> Uids.fresh(NOW)).limit(10_000).forEach(uid -> tails.add(uid.getLeastSignificantBits()));

        assertThat(tails).hasSize(10_000);
    }
}
