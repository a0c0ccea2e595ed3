package dev.toolbridge.service.signed;

import java.util.List;
import java.util.stream.Stream;

/// The secrets that sign what clients hold for us: the one that signs, and former ones whose work is still known.
///
/// Each purpose signs with a key of its own, so that a value made for one is never taken for another.
public final class SigningKeys {
    private final List<byte[]> secrets;

    public SigningKeys(byte[] current, List<byte[]> retired) {
        this.secrets = Stream.concat(Stream.of(current), retired.stream())
                .map(byte[]::clone)
                .toList();
    }

    /// The seal for values of one purpose; the form is the first part of each.
    public Seal seal(String purpose, String form) {
        List<SigningKey> keys = secrets.stream()
                .map(secret -> SigningKey.derived(secret, purpose))
                .toList();
        return new Seal(form, keys);
    }

    /// The vault for values of one purpose that the server stores and nobody else may read.
    public Vault vault(String purpose) {
        return new Vault(secrets.stream()
                .map(secret -> SigningKey.derived(secret, purpose))
                .toList());
    }
}
