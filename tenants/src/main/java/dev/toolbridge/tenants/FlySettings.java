package dev.toolbridge.tenants;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.tenants.provision.FlyGround;
import dev.toolbridge.tenants.runtime.fly.FlyConfig;
import dev.toolbridge.tenants.runtime.fly.FlyRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of an organisation at Fly that tenants can run in. Without a token there is none.
final class FlySettings {
    private static final int DRAIN_SECONDS_MAX = 300;

    private static final Setting<Secret> TOKEN =
            Setting.secret("FLY_API_TOKEN", "A token of an organisation at Fly: tenants can run there.");
    private static final Setting<URI> API = new Setting<>(
                    "FLY_API_URL", Optional.empty(), URI::create, false, "Where the Machines API of Fly is.")
            .or("https://api.machines.dev");
    private static final Setting<URI> LOGS = new Setting<>(
                    "FLY_LOGS_URL", Optional.empty(), URI::create, false, "Where Fly gives out the output of machines.")
            .or("https://api.fly.io");
    private static final Setting<String> ORGANIZATION =
            Setting.text("FLY_ORGANIZATION", "The slug of the organisation at Fly.");
    private static final Setting<String> REGION =
            Setting.text("FLY_REGION", "The region of all machines at Fly, such as `fra`; no other one is tried.");
    private static final Setting<String> IMAGE = Setting.text(
            "FLY_IMAGE",
            "The repository of the images at Fly's registry: the name of a release is the tag of its image.");
    private static final Setting<String> PREFIX = Setting.text(
                    "FLY_APP_PREFIX",
                    "The beginning of the names of apps at Fly; two platforms in one organisation need two.")
            .or("tb");
    private static final Setting<Integer> DRAIN = Setting.whole(
                    "FLY_DRAIN_SECONDS",
                    0,
                    DRAIN_SECONDS_MAX,
                    "How long the machine of a replaced release goes on without new requests.")
            .or("10");
    private static final Setting<String> CLUSTER = Setting.text(
            "FLY_CLUSTER_ADDRESS",
            "The host and port at which machines at Fly reach the cluster of tenants' databases.");
    private static final Setting<URI> MEMBERS = new Setting<>(
            "FLY_MEMBERS_URL",
            Optional.empty(),
            URI::create,
            false,
            "Where machines at Fly reach the server of memberships.");
    private static final Setting<String> ADDRESS = Setting.text(
                    "FLY_ADDRESS", "The address of a tenant's API at Fly; `{app}` stands for the name of its app.")
            .or("https://{app}.fly.dev");
    private static final Setting<String> MCP_ADDRESS = Setting.text(
                    "FLY_MCP_ADDRESS", "The address of its MCP server, likewise.")
            .or("https://{app}.fly.dev:8443");

    static final List<Setting<?>> ALL = List.of(
            TOKEN, API, LOGS, ORGANIZATION, REGION, IMAGE, PREFIX, DRAIN, CLUSTER, MEMBERS, ADDRESS, MCP_ADDRESS);

    private FlySettings() {}

    static Optional<FlyGround> from(Settings settings) {
        return settings.find(TOKEN)
                .map(token -> new FlyGround(
                        new FlyRuntime(config(settings, token)),
                        settings.get(CLUSTER),
                        settings.get(MEMBERS).toString(),
                        settings.get(ADDRESS),
                        settings.get(MCP_ADDRESS)));
    }

    private static FlyConfig config(Settings settings, Secret token) {
        try {
            return new FlyConfig(
                    settings.get(API),
                    settings.get(LOGS),
                    token,
                    settings.get(ORGANIZATION),
                    settings.get(REGION),
                    settings.get(IMAGE),
                    settings.get(PREFIX),
                    Duration.ofSeconds(settings.get(DRAIN)));
        } catch (IllegalArgumentException wrong) {
            throw new SettingError(PREFIX.key() + " must be " + wrong.getMessage());
        }
    }
}
