package dev.toolbridge.api.access.membership;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The identity provider's API for memberships.
///
/// @param apiKey the key of its API; without one there is only the default tenant
/// @param apiBaseUrl the address of its API
/// @param webhookSecret the secret that signs its webhooks; without one webhooks are refused
public record WorkosConfig(Optional<Secret> apiKey, URI apiBaseUrl, Optional<Secret> webhookSecret) {

    private static final Setting<Secret> API_KEY =
            Setting.secret("WORKOS_API_KEY", "Opens the API of WorkOS; without it there is only the default tenant.");
    private static final Setting<URI> API_BASE_URL = new Setting<>(
                    "WORKOS_API_BASE_URL", Optional.empty(), URI::create, false, "Where the API of WorkOS is.")
            .or("https://api.workos.com");
    private static final Setting<Secret> WEBHOOK_SECRET = Setting.secret(
            "WORKOS_WEBHOOK_SECRET", "Proves that a webhook comes from WorkOS; without it webhooks are refused.");

    public static final List<Setting<?>> SETTINGS = List.of(API_KEY, API_BASE_URL, WEBHOOK_SECRET);

    public static WorkosConfig from(Settings settings) {
        return new WorkosConfig(settings.find(API_KEY), settings.get(API_BASE_URL), settings.find(WEBHOOK_SECRET));
    }
}
