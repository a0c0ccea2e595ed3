package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import java.util.regex.Pattern;

/// A PostgreSQL server that holds databases of tenants.
///
/// @param owner its one owner (`LOGIN CREATEROLE CREATEDB`) and the owner's own database; no program of a tenant
///     knows it
/// @param reserve the connections that are kept for the owner, for migrations and for backups
public record Cluster(String name, DatabaseUrl owner, int reserve) {
    /// Enough for three sessions of this server, two migrations, and a backup.
    public static final int RESERVE = 10;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public Cluster {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a cluster's name has small letters, digits and -, begins with a letter, and is up to 63 long");
        }
    }
}
