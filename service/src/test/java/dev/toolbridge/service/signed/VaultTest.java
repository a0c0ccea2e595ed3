package dev.toolbridge.service.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Values in a vault open for their owner only, also after the secret was changed.
class VaultTest {
    private static final byte[] OLD = bytes("the old secret of this deployment");
    private static final byte[] NEW = bytes("the new secret of this deployment");

    private final Vault vault = new SigningKeys(OLD, List.of()).vault("sessions");

    @Test
    void aValueOpensForItsOwnerOnly() {
        byte[] closed = vault.close("ada", "a token");

        assertThat(vault.open("ada", closed)).contains("a token");
        assertThat(vault.open("ben", closed)).isEmpty();
        assertThat(new SigningKeys(OLD, List.of()).vault("others").open("ada", closed))
                .isEmpty();
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("a token");
        assertThat(vault.close("ada", "a token")).isNotEqualTo(closed);
    }

    @Test
    void aChangedValueDoesNotOpen() {
        byte[] closed = vault.close("ada", "a token");
        closed[closed.length - 1] ^= 1;

        assertThat(vault.open("ada", closed)).isEmpty();
        assertThat(vault.open("ada", new byte[3])).isEmpty();
    }

    @Test
    void aRetiredSecretStillOpens() {
        byte[] closed = vault.close("ada", "a token");

        assertThat(new SigningKeys(NEW, List.of(OLD)).vault("sessions").open("ada", closed))
                .contains("a token");
        assertThat(new SigningKeys(NEW, List.of()).vault("sessions").open("ada", closed))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
