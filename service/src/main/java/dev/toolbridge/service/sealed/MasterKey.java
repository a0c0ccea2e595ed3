package dev.toolbridge.service.sealed;

import javax.crypto.SecretKey;

/// A key that seals data keys. It is in a file, and in no database.
///
/// @param id names it beside what it has sealed
public record MasterKey(String id, SecretKey key) {

    @Override
    public String toString() {
        return "master key " + id;
    }
}
