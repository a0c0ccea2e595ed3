package dev.toolbridge.api;

import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.environment.EnvironmentRoutes;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.store.environment.DataKeys;
import dev.toolbridge.api.store.environment.VariableStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.sealed.MasterKeys;
import java.util.Optional;

/// The environment variables of projects, with the keys that seal their values.
record EnvironmentStart(Database database, DataKeys keys) {

    static EnvironmentStart of(Database database, Optional<MasterKeys> masters) {
        return new EnvironmentStart(database, new DataKeys(masters));
    }

    /// Stops the start where a data key does not open.
    void requireMasterKeys() {
        keys.requireMasterKeys(database, ApiConfig.MASTER_KEYS.key());
    }

    EnvironmentRoutes routes(SpaceWriter writer, Seats seats) {
        return new EnvironmentRoutes(variables(writer), new ProjectAccess(seats));
    }

    Variables variables(SpaceWriter writer) {
        return new VariableStore(database, writer, keys);
    }
}
