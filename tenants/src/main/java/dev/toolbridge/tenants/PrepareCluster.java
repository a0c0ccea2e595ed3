package dev.toolbridge.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.placement.ClusterSetup;
import dev.toolbridge.tenants.placement.DatabaseAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Prepares a PostgreSQL server for databases of tenants, as its superuser: makes its one owner, and closes its
/// databases to logins that have no right of their own there. Runs once and ends; it may be run again.
public final class PrepareCluster {
    private static final int EXIT_CONFIGURATION = 78;

    private static final Setting<Secret> ADMIN = Setting.secret(
            "TENANTS_CLUSTER_ADMIN_URL", "Where the PostgreSQL server of tenants' databases is, with its superuser.");
    private static final Setting<List<DatabaseAccess>> KEPT = new Setting<>(
            "TENANTS_CLUSTER_KEPT",
            Optional.of(""),
            PrepareCluster::access,
            false,
            "Other databases of that server with the roles that go on connecting to them: `name=role+role`, with"
                    + " commas between them.");

    static final List<Setting<?>> SETTINGS = List.of(ADMIN, MachineConfig.CLUSTER, KEPT);

    private PrepareCluster() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("INFO");
            run(Settings.fromEnvironment());
        } catch (SettingError wrong) {
            System.err.println("toolbridge-tenants-prepare: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    static void run(Settings settings) {
        DatabaseUrl owner = DatabaseUrl.of(MachineConfig.CLUSTER, settings.get(MachineConfig.CLUSTER));
        ClusterSetup.prepare(
                DatabaseUrl.of(ADMIN, settings.get(ADMIN)),
                new Cluster(MachineConfig.CLUSTER_NAME, owner, Cluster.RESERVE),
                owner.database(),
                settings.get(KEPT));
    }

    private static List<DatabaseAccess> access(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(PrepareCluster::entry)
                .toList();
    }

    private static DatabaseAccess entry(String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("name=role+role, with commas between them");
        }
        return new DatabaseAccess(parts[0], List.of(parts[1].split("\\+", -1)));
    }
}
