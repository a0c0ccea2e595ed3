package dev.toolbridge.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.tenants.certificate.AcmeConfig;
import dev.toolbridge.tenants.certificate.PlatformCertificate;
import dev.toolbridge.tenants.domain.DomainConfig;
import dev.toolbridge.tenants.leaving.LeavingConfig;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.provision.FlyGround;
import dev.toolbridge.tenants.provision.Platform;
import dev.toolbridge.tenants.release.ProviderFacts;
import dev.toolbridge.tenants.router.haproxy.RouterConfig;
import dev.toolbridge.tenants.router.haproxy.TlsConfig;
import dev.toolbridge.tenants.runtime.process.ProcessRuntimeConfig;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import dev.toolbridge.tenants.secret.MasterKeySetting;
import dev.toolbridge.token.TokenConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The settings of the machine that tenants run on, and of the services that they use.
///
/// @param workosKey the platform's key of WorkOS
/// @param memberKeys the file of the keys with which tenants ask for memberships
/// @param domains the settings of domains that tenants bring
/// @param issuer makes their certificates, if one is set
/// @param leaving the folder of exports, and the key of certificates
/// @param fly the organisation at Fly that tenants can run in
record MachineConfig(
        Platform platform,
        RouterConfig router,
        ProcessRuntimeConfig runtime,
        MasterKeys masterKeys,
        Secret workosKey,
        URI workosBase,
        Path memberKeys,
        DomainConfig domains,
        Optional<AcmeConfig> issuer,
        LeavingConfig leaving,
        Optional<FlyGround> fly) {
    private static final String LOCALHOST = "localhost";
    private static final int HTTPS = 443;
    private static final String PYTHON_PATH = "PYTHONPATH";

    static final String CLUSTER_NAME = "main";

    static final Setting<Secret> CLUSTER = Setting.secret(
            "TENANTS_CLUSTER_URL",
            "Where the PostgreSQL server of tenants' databases is, with its one owner (LOGIN CREATEROLE CREATEDB).");
    private static final Setting<List<Cluster>> CLUSTERS = new Setting<>(
            "TENANTS_CLUSTERS",
            Optional.of(""),
            ClusterList::parse,
            true,
            "Further PostgreSQL servers of tenants' databases, to which tenants can move: `name=address`, with white"
                    + " space between them. The one of `TENANTS_CLUSTER_URL` has the name `main`.");
    private static final Setting<String> RELEASES = Setting.text(
            "TENANTS_RELEASES", "The folder of releases: each is a folder as the image has it in /opt/toolbridge.");
    private static final Setting<String> RELEASE =
            Setting.text("TENANTS_RELEASE", "The release of new tenants: the name of its folder.");
    private static final Setting<String> DOMAIN = Setting.text(
                    "TENANTS_DOMAIN", "The domain below which each tenant has its name; `localhost` on one machine.")
            .or(LOCALHOST);
    private static final Setting<String> RUNTIME_FOLDER =
            Setting.text("TENANTS_RUNTIME_FOLDER", "The folder of supervisord and of all programs of tenants.");
    private static final Setting<ProcessRuntimeConfig.Range> RUNTIME_PORTS = new Setting<>(
            "TENANTS_RUNTIME_PORTS",
            Optional.of(ProcessRuntimeConfig.PORTS.first() + "-" + ProcessRuntimeConfig.PORTS.last()),
            ProcessRuntimeConfig.Range::parse,
            false,
            "The ports that programs of tenants get on this machine; each control plane there needs its own.");
    private static final Setting<String> SUPERVISORD = Setting.text(
                    "SUPERVISORD_PROGRAM", "The program of supervisor, 4.2 or newer.")
            .or("/usr/bin/supervisord");
    private static final Setting<String> SUPERVISORD_PYTHON = Setting.text(
            "SUPERVISORD_PYTHONPATH", "Where supervisord's library is, if it was unpacked and not installed.");
    private static final Setting<Secret> WORKOS_KEY =
            Setting.secret("WORKOS_API_KEY", "The platform's key, which opens the API of WorkOS.");
    private static final Setting<URI> WORKOS_BASE = new Setting<>(
                    "WORKOS_API_BASE_URL", Optional.empty(), URI::create, false, "Where the API of WorkOS is.")
            .or("https://api.workos.com");
    private static final Setting<String> MEMBER_KEYS = Setting.text(
            "MEMBERS_KEYS",
            "The file of the tenants' keys, which the server of memberships reads and this one writes.");
    private static final Setting<URI> MEMBERS = new Setting<>(
                    "MEMBERS_URL",
                    Optional.empty(),
                    URI::create,
                    false,
                    "Where tenants reach the server of memberships.")
            .or("http://127.0.0.1:8091");

    static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(
                            CLUSTER,
                            CLUSTERS,
                            RELEASES,
                            RELEASE,
                            DOMAIN,
                            RUNTIME_FOLDER,
                            RUNTIME_PORTS,
                            SUPERVISORD,
                            SUPERVISORD_PYTHON,
                            MasterKeySetting.SETTING,
                            WORKOS_KEY,
                            WORKOS_BASE,
                            MEMBER_KEYS,
                            MEMBERS),
                    RouterConfig.SETTINGS,
                    DomainConfig.SETTINGS,
                    AcmeConfig.SETTINGS,
                    LeavingConfig.SETTINGS,
                    FlySettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    static MachineConfig from(Settings settings, TokenConfig tokens) {
        Path releases = folder(RELEASES, settings.get(RELEASES));
        RouterConfig router = RouterConfig.from(settings);
        return new MachineConfig(
                platform(settings, tokens, releases, router),
                router,
                runtime(settings, releases),
                MasterKeySetting.from(settings),
                settings.get(WORKOS_KEY),
                settings.get(WORKOS_BASE),
                Path.of(settings.get(MEMBER_KEYS)),
                DomainConfig.from(settings, settings.get(DOMAIN), base(settings.get(DOMAIN), router)),
                AcmeConfig.from(settings),
                LeavingConfig.from(settings),
                FlySettings.from(settings));
    }

    /// The certificate of the tenants' names below our domain.
    PlatformCertificate platformCertificate() {
        return PlatformCertificate.of(router.tls().flatMap(TlsConfig::certificate), domains.platform());
    }

    private static Platform platform(Settings settings, TokenConfig tokens, Path releases, RouterConfig router) {
        var provider = tokens.provider().orElseThrow();
        String domain = settings.get(DOMAIN);
        String release = settings.get(RELEASE);
        folder(RELEASE, releases.resolve(release).toString());
        return new Platform(
                clusters(settings),
                releases,
                release,
                new ProviderFacts(
                        provider.issuer(),
                        provider.keys().toString(),
                        settings.get(MEMBERS).toString()),
                domain,
                port(domain, router),
                domain.equals(LOCALHOST) ? Optional.of(router.loopbackPorts()) : Optional.empty());
    }

    private static List<Cluster> clusters(Settings settings) {
        var main = new Cluster(CLUSTER_NAME, DatabaseUrl.of(CLUSTER, settings.get(CLUSTER)), Cluster.RESERVE);
        return Stream.concat(Stream.of(main), settings.get(CLUSTERS).stream()).toList();
    }

    /// The port that clients know; on one machine the plain one.
    private static int port(String domain, RouterConfig router) {
        return router.tls()
                .filter(_ -> !domain.equals(LOCALHOST))
                .map(tls -> tls.address().port())
                .orElse(router.address().port());
    }

    /// The address of a domain, with `*` in its place.
    private static String base(String domain, RouterConfig router) {
        boolean isPlain = router.tls().isEmpty() && domain.equals(LOCALHOST);
        int port = router.tls()
                .map(tls -> tls.address().port())
                .orElse(router.address().port());
        return (isPlain ? "http" : "https") + "://*" + (port == HTTPS ? "" : ":" + port);
    }

    private static ProcessRuntimeConfig runtime(Settings settings, Path releases) {
        var environment = new HashMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"));
        settings.find(SUPERVISORD_PYTHON).ifPresent(path -> environment.put(PYTHON_PATH, path));
        return new ProcessRuntimeConfig(
                new SupervisorFolder(Path.of(settings.get(RUNTIME_FOLDER))),
                Path.of(settings.get(SUPERVISORD)),
                environment,
                List.of(releases),
                settings.get(RUNTIME_PORTS),
                ProcessRuntimeConfig.USERS,
                ProcessRuntimeConfig.OUTPUT_BYTES_MAX,
                ProcessRuntimeConfig.CONTROL_GROUPS);
    }

    private static Path folder(Setting<?> setting, String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new SettingError(setting.key() + " names no folder: " + folder);
        }
        return folder;
    }
}
