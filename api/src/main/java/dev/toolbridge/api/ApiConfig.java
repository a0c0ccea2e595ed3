package dev.toolbridge.api;

import dev.toolbridge.api.access.AccessConfig;
import dev.toolbridge.api.intake.UploadConfig;
import dev.toolbridge.api.proposal.ReviewAddress;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.review.ReviewConfig;
import dev.toolbridge.api.route.ReviewPolicy;
import dev.toolbridge.api.webhook.WebhookConfig;
import dev.toolbridge.console.session.ConsoleConfig;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.PoolLimits;
import dev.toolbridge.database.Pooler;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.CrossOrigin;
import dev.toolbridge.service.http.connection.StallLimits;
import dev.toolbridge.service.program.ServerConfig;
import dev.toolbridge.service.sealed.MasterKeyText;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.TokenConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The settings of the API server.
///
/// @param database the address of its database, with a role that owns nothing there
/// @param pooler the connection pooler before the database
/// @param pool the number of connections in the pool, and the limits of the waits for them
/// @param address the address that it listens on
/// @param metrics the address that serves its metrics
/// @param appendedMetrics the metrics of the program beside it, to be served with its own
/// @param environment development allows settings that production refuses
/// @param origins pages of these origins may call it from a browser
/// @param signingKeys sign cursors and sync sessions
/// @param historyKept the time for which tombstones and old versions are kept
/// @param searchLanguages the languages whose word forms search knows
/// @param zone the time zone of days in questions that name none
/// @param quotaFile the file of quotas
/// @param masterKeys the keys that seal the data keys of projects
/// @param stall the time that a request may take to arrive
/// @param review the address of the pages on which people review proposals
/// @param reviewPage the page itself, if it has an address
/// @param console the console, if it has an address
/// @param reviewPolicy the changes that programs must propose
/// @param webhooks the settings of webhooks
/// @param uploads the settings of uploaded files
/// @param access the settings of authentication and tenants
public record ApiConfig(
        DatabaseUrl database,
        Pooler pooler,
        PoolLimits pool,
        ListenAddress address,
        Optional<ListenAddress> metrics,
        Optional<URI> appendedMetrics,
        Environment environment,
        String logLevel,
        List<String> origins,
        SigningKeys signingKeys,
        Duration historyKept,
        SearchLanguages searchLanguages,
        ZoneId zone,
        Optional<Path> quotaFile,
        Optional<MasterKeys> masterKeys,
        StallLimits stall,
        ReviewAddress review,
        Optional<ReviewConfig> reviewPage,
        Optional<ConsoleConfig> console,
        ReviewPolicy reviewPolicy,
        WebhookConfig webhooks,
        UploadConfig uploads,
        AccessConfig access)
        implements ServerConfig {

    /// Streams read on so much of the connections at a time, for each of two kinds of reads.
    private static final int READS_PART = 4;

    private static final Setting<Pooler> POOLER = new Setting<>(
            "DATABASE_POOLER",
            Optional.of("auto"),
            Pooler::parse,
            false,
            "What stands before the database: `transaction` for a pooler that shares sessions, `none`, or `auto`.");

    private static final Setting<Secret> DATABASE =
            Setting.secret("DATABASE_URL", "Where the database is, with a role that owns nothing there.");
    private static final Setting<Integer> CONNECTIONS = Setting.whole(
                    "DATABASE_POOL_SIZE", 1, 100, "How many connections to the database are held.")
            .or("8");
    private static final Setting<Integer> WAITERS = Setting.whole(
                    "DATABASE_WAITERS_MAX",
                    1,
                    10_000,
                    "How many requests wait for a connection at a time, and half as many of one space; others get 503.")
            .or("400");
    private static final Setting<Integer> WAIT = Setting.whole(
                    "DATABASE_WAIT_SECONDS", 1, 30, "How many seconds a request waits for a connection, then gets 503.")
            .or("5");
    private static final Setting<ListenAddress> ADDRESS =
            Setting.address("HTTP_ADDR", "Where the server listens.").or(":8081");
    private static final Setting<ListenAddress> METRICS =
            Setting.address("METRICS_ADDR", "Where the server shows its meters; never a public address.");
    private static final Setting<URI> APPENDED_METRICS = new Setting<>(
            "METRICS_APPEND_URL",
            Optional.empty(),
            URI::create,
            false,
            "Where the meters of another program are that are shown with the server's own.");
    private static final Setting<String> LOG_LEVEL = Setting.text(
                    "LOG_LEVEL", "How much is logged: ERROR, WARN, INFO or DEBUG.")
            .or("INFO");
    private static final Setting<Integer> STALL = Setting.whole(
                    "REQUEST_STALL_SECONDS",
                    1,
                    300,
                    "How many seconds a request may stand half-sent, or an answer half-read.")
            .or("10");
    private static final Setting<Secret> SIGNING =
            Setting.secret("SIGNING_SECRET", "Signs cursors and sync sessions. Without it JWT_HS256_SECRET does.");
    private static final int RETIRED_MAX = 10;
    private static final Setting<List<Secret>> SIGNING_RETIRED = Setting.secrets(
            "SIGNING_SECRETS_RETIRED",
            RETIRED_MAX,
            "Former signing secrets, with commas between them: still known, but do not sign.");
    private static final Setting<Integer> HISTORY_DAYS = Setting.whole(
                    "HISTORY_DAYS", 1, 3_650, "How many days tombstones and old versions are kept.")
            .or("90");
    private static final Setting<SearchLanguages> SEARCH_LANGUAGES = new Setting<>(
            "SEARCH_LANGUAGES",
            Optional.of("english"),
            SearchLanguages::parse,
            false,
            "Whose word forms search knows: up to three languages with commas between them, or `simple` for none.");
    private static final Setting<ZoneId> ZONE = new Setting<>(
            "DEFAULT_TIME_ZONE",
            Optional.of("UTC"),
            ApiConfig::zone,
            false,
            "The time zone of days such as `today` in questions without `tz` whose caller's token has no `zoneinfo`.");
    static final Setting<String> QUOTA_FILE = Setting.text(
            "QUOTA_FILE",
            "The file with each tenant's limits as JSON, read again when it changes; without it nothing is limited.");
    static final Setting<MasterKeys> MASTER_KEYS = new Setting<>(
            "TOOLBRIDGE_MASTER_KEY",
            Optional.empty(),
            MasterKeyText::read,
            true,
            "The master keys of projects, each a line of 32 bytes as base64: the first seals, all open. Without it"
                    + " environment variables are refused with 503.");
    public static final List<Setting<?>> SETTINGS = List.of(
            DATABASE,
            POOLER,
            CONNECTIONS,
            WAITERS,
            WAIT,
            ADDRESS,
            METRICS,
            APPENDED_METRICS,
            LOG_LEVEL,
            CrossOrigin.SETTING,
            STALL,
            SIGNING,
            SIGNING_RETIRED,
            HISTORY_DAYS,
            SEARCH_LANGUAGES,
            ZONE,
            QUOTA_FILE,
            MASTER_KEYS);

    public static ApiConfig from(Settings settings) {
        var access = AccessConfig.from(settings, settings.get(ADDRESS));
        return new ApiConfig(
                DatabaseUrl.of(DATABASE, settings.get(DATABASE)),
                settings.get(POOLER),
                new PoolLimits(
                        settings.get(CONNECTIONS), settings.get(WAITERS), Duration.ofSeconds(settings.get(WAIT))),
                settings.get(ADDRESS),
                settings.find(METRICS),
                settings.find(APPENDED_METRICS),
                settings.get(Environment.SETTING),
                settings.get(LOG_LEVEL),
                settings.find(CrossOrigin.SETTING).orElseGet(List::of),
                signingKeys(settings, access.tokens()),
                Duration.ofDays(settings.get(HISTORY_DAYS)),
                settings.get(SEARCH_LANGUAGES),
                settings.get(ZONE),
                settings.find(QUOTA_FILE).map(Path::of),
                settings.find(MASTER_KEYS),
                StallLimits.of(Duration.ofSeconds(settings.get(STALL))),
                ReviewAddress.from(settings),
                ReviewConfig.from(settings, ReviewAddress.from(settings).base()),
                ConsoleConfig.from(settings, ReviewAddress.from(settings).base(), "console"),
                ReviewPolicy.from(settings),
                WebhookConfig.from(settings),
                UploadConfig.from(settings),
                access);
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("a time zone by its IANA name, such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private static SigningKeys signingKeys(Settings settings, TokenConfig tokens) {
        Secret current = settings.find(SIGNING)
                .or(tokens::secret)
                .orElseThrow(() ->
                        new SettingError("SIGNING_SECRET must be set (or JWT_HS256_SECRET): it signs cursors and sync"
                                + " sessions; make one with `openssl rand -base64 48`"));
        List<byte[]> retired = settings.find(SIGNING_RETIRED).stream()
                .flatMap(List::stream)
                .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
                .toList();
        return new SigningKeys(current.reveal().getBytes(StandardCharsets.UTF_8), retired);
    }

    /// The number of reads of streams at a time, of each kind.
    int streamReadsMax() {
        return Math.max(1, pool.connections() / READS_PART);
    }
}
