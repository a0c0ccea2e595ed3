package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/// The file of a master key.
final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int SIZE_MAX = 1_024;
    private static final String WAY_ON = "; make one with `umask 077; openssl rand -base64 32 > FILE`";

    private MasterKeyFile() {}

    static MasterKey read(Path file) {
        try {
            requirePrivate(file);
            byte[] key = decoded(file);
            if (key.length != Envelope.KEY_BYTES) {
                throw refused(file, "must have " + Envelope.KEY_BYTES + " bytes as base64" + WAY_ON);
            }
            return new MasterKey(id(file), new SecretKeySpec(key, Envelope.KEY_ALGORITHM));
        } catch (IOException unreadable) {
            throw refused(file, "cannot be read: put it back from its backup, without it no secret can be opened");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(
                    file, "is missing, or is no file: put it back from its backup, without it no secret can be opened");
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw refused(file, "can be used by others than its owner: `chmod 400` it");
        }
    }

    private static byte[] decoded(Path file) throws IOException {
        if (Files.size(file) > SIZE_MAX) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static String id(Path file) {
        String id = file.getFileName().toString().replaceFirst("\\..*$", "");
        if (!MasterKey.ID.matcher(id).matches()) {
            throw refused(file, "has a name that is no id: letters, digits, - and _, up to 63 of them");
        }
        return id;
    }

    private static SettingError refused(Path file, String fault) {
        return new SettingError(MasterKeys.SETTING.key() + ": the file " + file + " " + fault);
    }
}
