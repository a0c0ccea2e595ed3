package dev.toolbridge.tenants.secret;

import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/// A key that seals the data keys of tenants. It is in a file of its own, and in no database.
///
/// @param id the name of its file, without the extension
record MasterKey(String id, SecretKey key) {
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    @Override
    public String toString() {
        return "master key " + id;
    }
}
