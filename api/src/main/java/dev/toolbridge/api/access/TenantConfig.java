package dev.toolbridge.api.access;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.util.List;
import java.util.Optional;

/// The tenants that this server knows by itself.
///
/// @param defaultTenant the tenant of users who belong to no organisation
/// @param defaultName its name, for people
/// @param only the tenant that this server is for; every other is refused
public record TenantConfig(String defaultTenant, String defaultName, Optional<String> only) {

    private static final Setting<String> DEFAULT_TENANT = Setting.text(
                    "DEFAULT_TENANT_ID", "The tenant of users who belong to no organisation.")
            .or("tenant_thinkpen_b2c");
    private static final Setting<String> DEFAULT_NAME = Setting.text(
                    "DEFAULT_TENANT_NAME", "What people read for the default tenant.")
            .or("ThinkPen");
    private static final Setting<String> ONLY =
            Setting.text("TENANT_ID", "The only tenant that this server is for; every other is refused.");

    public static final List<Setting<?>> SETTINGS = List.of(DEFAULT_TENANT, DEFAULT_NAME, ONLY);

    public static TenantConfig from(Settings settings) {
        return new TenantConfig(settings.get(DEFAULT_TENANT), settings.get(DEFAULT_NAME), settings.find(ONLY));
    }
}
