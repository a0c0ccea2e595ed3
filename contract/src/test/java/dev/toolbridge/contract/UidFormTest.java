package dev.toolbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uids as they are read.
class UidFormTest {
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
        assertThat(UidForm.read(text)).contains(UID);
        assertThat(UidForm.read(text.toUpperCase(Locale.ROOT))).contains(UID);
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
        assertThat(UidForm.read(text)).isEmpty();
    }
}
