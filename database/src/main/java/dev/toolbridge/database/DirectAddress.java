package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;
import java.sql.SQLException;

/// Refuses addresses that lead to a pooler, for work that needs one session from its beginning to its end.
public final class DirectAddress {

    private DirectAddress() {}

    /// Checks an address before the work begins. An unreachable one passes: the work itself reports it.
    ///
    /// @param setting the setting that has the address
    /// @param work the work that needs the session
    /// @throws SettingError if it leads to a pooler
    public static void require(DatabaseUrl url, String setting, String work) {
        if (isShared(url)) {
            throw new SettingError(setting + " leads to a pooler that shares its sessions, and " + work
                    + " needs a session of its own: give the direct address of the database");
        }
    }

    private static boolean isShared(DatabaseUrl url) {
        try {
            return !Sessions.areApart(url);
        } catch (SQLException _) {
            return false;
        }
    }
}
