package dev.toolbridge.tenants.placement;

import dev.toolbridge.service.config.Secret;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The order for a tenant's database.
///
/// @param release the folder of the release whose schema it gets
/// @param passwords of the logins that may sign in at first; the others may not
public record PlacementOrder(Path release, ConnectionNeed need, Map<TenantLogin, Secret> passwords) {

    public PlacementOrder {
        passwords = Map.copyOf(passwords);
    }

    /// The order for a tenant whose server signs in with this version of its password.
    public static PlacementOrder of(Path release, ConnectionNeed need, TenantLogin server, Secret password) {
        return new PlacementOrder(release, need, Map.of(server, password));
    }

    public PlacementOrder withMaintenance(Secret password) {
        var all = new EnumMap<TenantLogin, Secret>(passwords);
        all.put(TenantLogin.MAINTENANCE, password);
        return new PlacementOrder(release, need, all);
    }
}
