package dev.toolbridge.service.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestTest {

    /// FIPS 180-2, appendix B.1 and A.1.
    @Test
    void theDigestsAreThoseOfTheStandard() {
        assertThat(hex(Digest.sha256(bytes("abc"))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(hex(Digest.sha1(bytes("a"), bytes("bc")))).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    @Test
    void noTextPassesForAnother() {
        assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc")).isEqualTo(Digest.of("ab", "c"));
        assertThat(Digest.of("1:a")).isNotEqualTo(Digest.of("", "a"));
    }

    @Test
    void lengthsAreThoseOfTheBytes() {
        assertThat(Digest.framed("ä", "")).isEqualTo(bytes("2:ä0:"));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
