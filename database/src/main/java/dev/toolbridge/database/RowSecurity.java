package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;
import java.util.List;

/// Checks that row-level security protects every table with tenants, and that our role cannot bypass it.
public final class RowSecurity {

    private static final String ROLES_THAT_BYPASS = """
            SELECT rolname FROM pg_roles
            WHERE (rolsuper OR rolbypassrls) AND pg_has_role(current_user, oid, 'MEMBER')
            """;

    private static final String UNGUARDED_TABLES = """
            SELECT c.oid::regclass::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()
              AND EXISTS (SELECT FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
              AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity
                   OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive)
                   OR pg_has_role(current_user, c.relowner, 'MEMBER'))
            """;

    private RowSecurity() {}

    /// Refuses a database whose rows are not protected from the role that is signed in.
    ///
    /// @throws SettingError naming the role or the tables
    public static void require(Database database) {
        refuse(database, ROLES_THAT_BYPASS, "DATABASE_URL signs in with a role that bypasses row-level security: ");
        refuse(database, UNGUARDED_TABLES, "row-level security does not hold for the role of DATABASE_URL on: ");
    }

    private static void refuse(Database database, String query, String complaint) {
        List<String> names = database.single(query, row -> row.column(1).getString());
        if (!names.isEmpty()) {
            throw new SettingError(complaint + String.join(", ", names)
                    + "; sign in with a role of its own, which toolbridge-migrate sets up for DATABASE_URL");
        }
    }
}
