package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.sealed.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// A file with a private key of 32 bytes as base64. Its name without the extension is the key's id.
///
/// @param setting the setting that names it
public record PrivateKeyFile(String setting, Path file) {
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int SIZE_MAX = 1_024;
    private static final String WAY_ON = "; make one with `umask 077; openssl rand -base64 32 > FILE`";
    private static final String LOST = "put it back from its backup, nothing else does what it does";

    /// Reads the key.
    ///
    /// @throws SettingError if the file is missing, has another length, or can be read by others than its owner
    public byte[] bytes() {
        try {
            requirePrivate();
            byte[] key = decoded();
            if (key.length != Envelope.KEY_BYTES) {
                throw refused("must have " + Envelope.KEY_BYTES + " bytes as base64" + WAY_ON);
            }
            return key;
        } catch (IOException unreadable) {
            throw refused("cannot be read: " + LOST);
        }
    }

    public String id() {
        String id = file.getFileName().toString().replaceFirst("\\..*$", "");
        if (!ID.matcher(id).matches()) {
            throw refused("has a name that is no id: letters, digits, - and _, up to 63 of them");
        }
        return id;
    }

    private void requirePrivate() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused("is missing, or is no file: " + LOST);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw refused("can be used by others than its owner: `chmod 400` it");
        }
    }

    private byte[] decoded() throws IOException {
        if (Files.size(file) > SIZE_MAX) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private SettingError refused(String fault) {
        return new SettingError(setting + ": the file " + file + " " + fault);
    }
}
