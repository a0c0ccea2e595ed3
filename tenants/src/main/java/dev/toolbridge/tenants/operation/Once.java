package dev.toolbridge.tenants.operation;

import java.util.Arrays;

/// The mark of a request that is carried out once: the sender, the key that the sender chose, and the digest of the
/// request, with which a repetition must agree.
public record Once(String sender, String key, byte[] digest) {

    public Once {
        digest = digest.clone();
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Once once
                && sender.equals(once.sender)
                && key.equals(once.key)
                && Arrays.equals(digest, once.digest);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
