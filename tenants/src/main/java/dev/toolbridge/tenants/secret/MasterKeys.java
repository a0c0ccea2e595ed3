package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The master keys at hand: one seals, and all of them open what they have sealed.
public final class MasterKeys {
    public static final Setting<String> SETTING = Setting.text(
            "TENANTS_MASTER_KEY_FILES",
            "Files with a master key each (32 bytes as base64), with commas between them; the first one seals the data"
                    + " keys of tenants, the others open what they have sealed before. The name of a file is the key's"
                    + " id, and only its owner may read it.");

    private final Map<String, MasterKey> byId;
    private final MasterKey current;

    private MasterKeys(Map<String, MasterKey> byId, MasterKey current) {
        this.byId = byId;
        this.current = current;
    }

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
            MasterKey key = MasterKey.of(new PrivateKeyFile(SETTING.key(), file));
            if (byId.put(key.id(), key) != null) {
                throw new SettingError(SETTING.key() + " names two files for the key " + key.id()
                        + ": the name of a file is the key's id");
            }
        }
        return new MasterKeys(byId, byId.values().iterator().next());
    }

    MasterKey current() {
        return current;
    }

    Optional<MasterKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
