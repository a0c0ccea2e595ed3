package dev.toolbridge.service.sealed;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// A file of master keys, one in each line as base64: the first line seals, all of them open. The id of a key is a part
/// of its digest, so that lines may change their places.
///
/// @param setting the setting that names the file
public record MasterKeyFile(String setting, Path file) {
    /// The number of keys at most: one that seals, and those that are being replaced.
    public static final int KEYS_MAX = 16;

    private static final int SIZE_MAX = 8_192;
    private static final int ID_BYTES = 8;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    private static final String WAY_ON = "; make a line with `openssl rand -base64 32`";

    /// Reads all lines.
    ///
    /// @throws SettingError if the file cannot be read, has a line that is no key, or can be used by everybody
    public MasterKeys read() {
        List<String> lines = lines();
        var keys = new ArrayList<MasterKey>();
        for (String line : lines) {
            MasterKey key = key(keys.size() + 1, line);
            if (keys.stream().anyMatch(known -> known.id().equals(key.id()))) {
                throw refused("has one key in two lines");
            }
            keys.add(key);
        }
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw refused("must have 1 to " + KEYS_MAX + " lines" + WAY_ON);
        }
        return new MasterKeys(keys);
    }

    private MasterKey key(int line, String text) {
        byte[] bytes = decoded(text);
        if (bytes.length != Envelope.KEY_BYTES) {
            throw refused("must have " + Envelope.KEY_BYTES + " bytes as base64 in line " + line + WAY_ON);
        }
        byte[] digest = Digest.sha256(Digest.framed("master key"), bytes);
        return new MasterKey(HexFormat.of().formatHex(digest, 0, ID_BYTES), Envelope.key(bytes));
    }

    private List<String> lines() {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused("is missing, or is no file");
            }
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw refused("can be used by everybody: `chmod 400` it");
            }
            if (Files.size(file) > SIZE_MAX) {
                throw refused("has more than " + SIZE_MAX + " bytes");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw refused("cannot be read");
        }
    }

    private static byte[] decoded(String line) {
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private SettingError refused(String fault) {
        return new SettingError(setting + ": the file " + file + " " + fault);
    }
}
