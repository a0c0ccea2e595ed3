package dev.toolbridge.api;

import dev.toolbridge.api.store.environment.Rewrapping;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.service.sealed.SecretUnreadable;

/// Seals the data keys of all projects with the first master key: afterwards the other lines are not needed. Runs while
/// servers work, and goes on where an earlier run has ended.
public final class RewrapSecrets {
    private static final int EXIT_CONFIGURATION = 78;

    private RewrapSecrets() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("WARN");
            System.out.println(
                    rewrapped(Settings.fromEnvironment()) + " data keys are sealed with the first master key");
        } catch (SettingError | DatabaseUnavailable | SecretUnreadable failed) {
            System.err.println("toolbridge-secrets-rewrap: " + failed.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    private static long rewrapped(Settings settings) {
        DatabaseUrl login = Migrate.Logins.maintenance(settings, "this command");
        MasterKeys masters = settings.get(ApiConfig.MASTER_KEYS);
        try (var database = Database.open(login, 1, "toolbridge-secrets-rewrap")) {
            return new Rewrapping(database, masters).run();
        }
    }
}
