package dev.toolbridge.tenants.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of certificates, with the first key of RFC 8032, section 7.1.
class CertificateKeyTest {
    private static final String PRIVATE = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir
    private Path folder;

    @Test
    void thePublicKeyIsThatOfThePrivateOne() throws IOException {
        CertificateKey key = CertificateKey.read("KEY", file("rw-------"));

        String signed = key.signed(Json.object().put("certificate", "destruction"));

        String[] parts = signed.split("\\.", -1);
        assertThat(parts).hasSize(3);
        JsonNode head = part(parts[0]);
        assertThat(head.path("alg").asText()).isEqualTo("EdDSA");
        assertThat(head.path("kid").asText()).isEqualTo("certificate-key-7");
        assertThat(HexFormat.of()
                        .formatHex(
                                Base64.getUrlDecoder().decode(head.at("/jwk/x").asText())))
                .isEqualTo(PUBLIC);
        assertThat(part(parts[1]).path("certificate").asText()).isEqualTo("destruction");
        assertThat(key.signed(Json.object())).isNotEqualTo(signed);
    }

    @Test
    void aFileThatOthersReadIsRefused() throws IOException {
        Path open = file("rw-r--r--");

        assertThatThrownBy(() -> CertificateKey.read("KEY", open))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("KEY: the file")
                .hasMessageContaining("chmod 400");
    }

    private Path file(String permissions) throws IOException {
        String text = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(PRIVATE));
        Path file = Files.writeString(folder.resolve("certificate-key-7"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static JsonNode part(String text) {
        return Json.stored(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    }
}
