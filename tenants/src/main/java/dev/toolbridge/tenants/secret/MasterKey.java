package dev.toolbridge.tenants.secret;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key that seals the data keys of tenants. It is in a file of its own, and in no database.
///
/// @param id the name of its file, without the extension
record MasterKey(String id, SecretKey key) {
    /// Reads a file.
    static MasterKey of(PrivateKeyFile file) {
        var key = new SecretKeySpec(file.bytes(), Envelope.KEY_ALGORITHM);
        return new MasterKey(file.id(), key);
    }

    @Override
    public String toString() {
        return "master key " + id;
    }
}
