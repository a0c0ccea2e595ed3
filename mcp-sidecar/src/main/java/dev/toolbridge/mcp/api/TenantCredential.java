package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// The key of the API's kept answers about a credential: its hash, and the tenant that was selected with it.
record TenantCredential(String hash, Optional<String> tenant) {

    static TenantCredential of(Secret credential, Optional<String> tenant) {
        byte[] hash = Digest.sha256(credential.reveal().getBytes(StandardCharsets.UTF_8));
        return new TenantCredential(HexFormat.of().formatHex(hash), tenant);
    }
}
