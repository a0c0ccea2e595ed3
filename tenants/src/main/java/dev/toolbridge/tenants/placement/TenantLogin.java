package dev.toolbridge.tenants.placement;

import java.util.List;

/// The roles that sign in to a tenant's database.
public enum TenantLogin {
    /// The server's login with odd versions of its password.
    SERVER_ODD("a", "toolbridge_server", "CONNECT"),
    /// The server's login with even versions of its password.
    SERVER_EVEN("b", "toolbridge_server", "CONNECT"),
    /// The login of backups and restores, which use temporary tables.
    MAINTENANCE("m", "toolbridge_maintenance", "CONNECT, TEMPORARY");

    static final int MAINTENANCE_CONNECTIONS = 2;

    private final String suffix;
    private final String group;
    private final String rights;

    TenantLogin(String suffix, String group, String rights) {
        this.suffix = suffix;
        this.group = group;
        this.rights = rights;
    }

    /// The server's login of a version of its password: the two alternate.
    public static TenantLogin ofVersion(int version) {
        return version % 2 == 0 ? SERVER_EVEN : SERVER_ODD;
    }

    static List<TenantLogin> all() {
        return List.of(values());
    }

    String suffix() {
        return suffix;
    }

    /// The role that the release's migrations give its rights to.
    String group() {
        return group;
    }

    /// The rights on the database.
    String rights() {
        return rights;
    }

    int connectionsMax(ConnectionNeed need) {
        return this == MAINTENANCE ? MAINTENANCE_CONNECTIONS : need.admitted();
    }
}
