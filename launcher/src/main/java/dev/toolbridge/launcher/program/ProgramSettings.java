package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settings of programs that run once, and the environment in which every program is started.
public final class ProgramSettings {
    private static final String FILE = "_FILE";

    /// Fewer arenas: memory that one thread freed is used by the next.
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    private static final String ARENAS_MAX = "2";

    /// The settings that a program gets only from the launcher, never from the launcher's environment.
    private static final List<String> NOT_INHERITED = List.of(
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "DATABASE_MAINTENANCE_URL",
            "JWT_HS256_SECRET",
            "IDENTITY_PUBLIC_URL",
            "JWT_AUDIENCE_MODE",
            "TENANT_CLAIM");

    private ProgramSettings() {}

    /// The settings of migrations and of backups: a restore migrates as well.
    public static Map<String, String> allRoles(Secrets secrets) {
        return Map.of(
                "DATABASE_OWNER_URL_FILE", secrets.ownerUrlFile().toString(),
                "DATABASE_URL_FILE", secrets.serverUrlFile().toString(),
                "DATABASE_MAINTENANCE_URL_FILE", secrets.maintenanceUrlFile().toString());
    }

    /// The settings of programs that import into the spaces of users.
    ///
    /// @param issuer the issuer of the tokens that the users sign in with
    public static Map<String, String> imports(Secrets secrets, String issuer) {
        return Map.of("DATABASE_URL_FILE", secrets.serverUrlFile().toString(), "JWT_ISSUER", issuer);
    }

    /// The settings of programs that work only across tenants.
    public static Map<String, String> maintenance(Secrets secrets) {
        return Map.of(
                "DATABASE_MAINTENANCE_URL_FILE", secrets.maintenanceUrlFile().toString());
    }

    /// The settings of the program that seals data keys anew.
    public static Map<String, String> rewrap(Secrets secrets) {
        var settings = new HashMap<>(maintenance(secrets));
        settings.put("TOOLBRIDGE_MASTER_KEY_FILE", secrets.projectKeysFile().toString());
        return settings;
    }

    /// The settings of programs that work only as the owner of the database.
    public static Map<String, String> owner(Secrets secrets) {
        return Map.of("DATABASE_OWNER_URL_FILE", secrets.ownerUrlFile().toString());
    }

    /// The settings of the control plane's migrations, and of the program that makes operators.
    public static Map<String, String> controlDatabase(Secrets secrets) {
        return Map.of(
                "TENANTS_DATABASE_OWNER_URL_FILE", secrets.ownerUrlFile().toString(),
                "TENANTS_DATABASE_URL_FILE", secrets.serverUrlFile().toString());
    }

    /// The settings of the program that prepares the server with the databases of tenants.
    ///
    /// @param kept the control plane's own database there, with the roles that go on connecting to it
    public static Map<String, String> cluster(Secrets secrets, String kept) {
        return Map.of(
                "TENANTS_CLUSTER_ADMIN_URL_FILE", secrets.clusterAdminFile().toString(),
                "TENANTS_CLUSTER_URL_FILE", secrets.clusterFile().toString(),
                "TENANTS_CLUSTER_KEPT", kept);
    }

    /// The environment of this process, in which the settings replace variables of the same meaning.
    public static Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<>(System.getenv());
        NOT_INHERITED.forEach(key -> removeBoth(environment, key));
        settings.keySet().forEach(key -> removeBoth(environment, key.replaceFirst(FILE + "$", "")));
        environment.putIfAbsent(ARENAS, ARENAS_MAX);
        environment.putAll(settings);
        return environment;
    }

    private static void removeBoth(Map<String, String> environment, String key) {
        environment.remove(key);
        environment.remove(key + FILE);
    }
}
