package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// What the API said of a credential is kept under this: its hash, and the tenant that was selected with it.
record TenantCredential(String hash, Optional<String> tenant) {

    static TenantCredential of(Secret credential, Optional<String> tenant) {
        return new TenantCredential(hash(credential.reveal()), tenant);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
