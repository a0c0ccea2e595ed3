package dev.toolbridge.api.webhook;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings of webhooks.
///
/// @param destinations the addresses that they may be sent to
public record WebhookConfig(Destinations destinations) {
    private static final int HOSTS_MAX = 100;
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?");
    private static final Setting<List<String>> ALLOWED = new Setting<>(
            "WEBHOOK_ALLOWED_HOSTS",
            Optional.empty(),
            WebhookConfig::hosts,
            false,
            "Hosts, separated by commas, that webhooks may be sent to by https, whatever their addresses are.");

    public static final List<Setting<?>> SETTINGS = List.of(ALLOWED);

    public static WebhookConfig from(Settings settings) {
        boolean isDevelopment = !settings.get(Environment.SETTING).isProduction();
        return new WebhookConfig(
                new Destinations(isDevelopment, settings.find(ALLOWED).orElseGet(List::of)));
    }

    private static List<String> hosts(String text) {
        List<String> hosts = Arrays.stream(text.split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (hosts.size() > HOSTS_MAX
                || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new IllegalArgumentException("up to " + HOSTS_MAX + " names of hosts, without ports and paths");
        }
        return hosts;
    }
}
