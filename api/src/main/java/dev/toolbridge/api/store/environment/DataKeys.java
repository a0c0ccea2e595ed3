package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.service.sealed.SecretUnreadable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/// The data keys of projects, each sealed with a master key. A project has one from its first value to its end.
public final class DataKeys {
    private static final String FIND = "SELECT master_key, sealed FROM data_key WHERE tenant_id = ? AND space_id = ?";

    private static final String CREATE = """
            INSERT INTO data_key (tenant_id, space_id, master_key, sealed) VALUES (?, ?, ?, ?)
            """;

    private static final String TO_TRY = "SELECT tenant_id, space_id, master_key, sealed FROM data_keys_to_try()";

    private final Optional<MasterKeys> masters;

    /// @param masters the master keys at hand; without any, no value is set or shown
    public DataKeys(Optional<MasterKeys> masters) {
        this.masters = masters;
    }

    /// Tries one data key of each master key.
    ///
    /// @param setting the setting that names the master keys
    /// @throws SettingError if one does not open: nobody could read the values of its project
    public void requireMasterKeys(Database database, String setting) {
        masters.ifPresent(
                keys -> database.single(TO_TRY, StoredKey::of).forEach(stored -> require(keys, stored, setting)));
    }

    private static void require(MasterKeys keys, StoredKey stored, String setting) {
        try {
            var _ = keys.open(stored.key(), place(stored.space()));
        } catch (SecretUnreadable unreadable) {
            throw new SettingError(setting + ": data keys of projects are sealed with the master key "
                    + stored.key().master() + ", which is not in its lines: put it back, or nobody can read the"
                    + " values of these projects");
        }
    }

    /// Refuses work with values where no master key is.
    MasterKeys masters() {
        return masters.orElseThrow(() -> unavailable("this server has no master key: it keeps no values"));
    }

    /// The data key of a space, made if it has none; in a transaction that holds the space.
    SecretKey ensure(SpaceStatements statements, Space space) {
        return find(statements, space).orElseGet(() -> {
            SecretKey made = Envelope.newKey();
            MasterKeys.SealedKey sealed = masters().seal(made, place(space));
            statements.execute(CREATE, space.tenant(), space.id(), sealed.master(), sealed.sealed());
            return made;
        });
    }

    /// The data key of a space that has one.
    Optional<SecretKey> find(SpaceStatements statements, Space space) {
        return statements.rows(FIND, DataKeys::sealed, space.tenant(), space.id()).stream()
                .findFirst()
                .map(key -> open(key, space));
    }

    private SecretKey open(MasterKeys.SealedKey key, Space space) {
        try {
            return masters().open(key, place(space));
        } catch (SecretUnreadable unreadable) {
            throw unavailable("this server has not the master key of this project");
        }
    }

    private static MasterKeys.SealedKey sealed(ResultSet row) throws SQLException {
        return new MasterKeys.SealedKey(row.getString("master_key"), row.getBytes("sealed"));
    }

    static List<String> place(Space space) {
        return List.of("project key", space.tenant(), space.id().toString());
    }

    private static Refusal unavailable(String text) {
        return Refusal.of(ErrorCode.SECRETS_UNAVAILABLE, text);
    }
}
