package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.MasterKey;
import dev.toolbridge.service.sealed.MasterKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// The setting that names the files with master keys, one in each.
public final class MasterKeySetting {
    public static final Setting<String> SETTING = Setting.text(
            "TENANTS_MASTER_KEY_FILES",
            "Files with a master key each (32 bytes as base64), with commas between them; the first one seals the data"
                    + " keys of tenants, the others open what they have sealed before. The name of a file is the key's"
                    + " id, and only its owner may read it.");

    private MasterKeySetting() {}

    /// Reads all of them.
    ///
    /// @throws SettingError if a file is missing, has another length, or can be read by others than its owner
    public static MasterKeys from(Settings settings) {
        return read(Stream.of(settings.get(SETTING).split(",", -1))
                .map(String::strip)
                .map(Path::of)
                .toList());
    }

    /// The same with files whose first one is current.
    public static MasterKeys read(List<Path> files) {
        var byId = new LinkedHashMap<String, MasterKey>();
        for (Path file : files) {
            MasterKey key = key(new PrivateKeyFile(SETTING.key(), file));
            if (byId.put(key.id(), key) != null) {
                throw new SettingError(SETTING.key() + " names two files for the key " + key.id()
                        + ": the name of a file is the key's id");
            }
        }
        return new MasterKeys(List.copyOf(byId.values()));
    }

    private static MasterKey key(PrivateKeyFile file) {
        return new MasterKey(file.id(), Envelope.key(file.bytes()));
    }
}
