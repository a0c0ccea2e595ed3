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
/// @param webhookSecrets the secrets of which one signs its webhooks; without one webhooks are refused
public record WorkosConfig(Optional<Secret> apiKey, URI apiBaseUrl, List<Secret> webhookSecrets) {

    private static final Setting<Secret> API_KEY =
            Setting.secret("WORKOS_API_KEY", "Opens the API of WorkOS; without it there is only the default tenant.");
    private static final Setting<URI> API_BASE_URL = new Setting<>(
                    "WORKOS_API_BASE_URL", Optional.empty(), URI::create, false, "Where the API of WorkOS is.")
            .or("https://api.workos.com");
    private static final int WEBHOOK_SECRETS_MAX = 2;
    private static final Setting<List<Secret>> WEBHOOK_SECRETS = Setting.secrets(
            "WORKOS_WEBHOOK_SECRET",
            WEBHOOK_SECRETS_MAX,
            "Proves that a webhook comes from WorkOS; without it webhooks are refused. During a rotation both, with a"
                    + " comma between them.");

    public static final List<Setting<?>> SETTINGS = List.of(API_KEY, API_BASE_URL, WEBHOOK_SECRETS);

    public WorkosConfig {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    public static WorkosConfig from(Settings settings) {
        return new WorkosConfig(
                settings.find(API_KEY),
                settings.get(API_BASE_URL),
                settings.find(WEBHOOK_SECRETS).orElseGet(List::of));
    }
}
