package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.service.sealed.SecretUnreadable;
import dev.toolbridge.tenants.secret.MasterKeySetting;
import dev.toolbridge.tenants.secret.TenantKeys;
import java.time.Clock;
import java.util.List;

/// Seals the data keys of all tenants with the first master key: afterwards the other files are not needed. Runs while
/// the control plane works, and goes on where an earlier run has ended.
public final class Rewrap {
    private static final int EXIT_CONFIGURATION = 78;

    static final List<Setting<?>> SETTINGS = List.of(TenantsConfig.DATABASE, MasterKeySetting.SETTING);

    private Rewrap() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(rewrapped(Settings.fromEnvironment()) + " data keys are sealed with the new master key");
        } catch (SettingError | DatabaseUnavailable | SecretUnreadable failed) {
            System.err.println("toolbridge-tenants-rewrap: " + failed.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    private static int rewrapped(Settings settings) {
        var url = DatabaseUrl.of(TenantsConfig.DATABASE, settings.get(TenantsConfig.DATABASE));
        MasterKeys masters = MasterKeySetting.from(settings);
        try (var database = Database.open(url, 1, "toolbridge-tenants-rewrap")) {
            var keys = new TenantKeys(database, masters, Clock.systemUTC());
            keys.requireMasterKeys();
            return keys.rewrap();
        }
    }
}
