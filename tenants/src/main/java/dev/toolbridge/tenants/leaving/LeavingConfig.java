package dev.toolbridge.tenants.leaving;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The settings of exports and of certificates of destruction.
///
/// @param backupsKept the time for which backups hold what was destroyed
public record LeavingConfig(ExportFiles exports, CertificateKey key, Duration backupsKept) {
    private static final int DAYS_MAX = 3_650;

    private static final Setting<String> EXPORTS = Setting.text(
            "TENANTS_EXPORTS",
            "The folder of exports of tenants' data; it is made, and only the control plane's user may enter it.");
    private static final Setting<String> KEY = Setting.text(
            "TENANTS_CERTIFICATE_KEY_FILE",
            "File with the Ed25519 key (32 bytes as base64) that signs certificates of destruction; only its owner may"
                    + " read it.");
    private static final Setting<Integer> BACKUPS = Setting.whole(
            "TENANTS_BACKUP_DAYS",
            0,
            DAYS_MAX,
            "How many days backups of the databases are kept: certificates of destruction say until when they last.");

    public static final List<Setting<?>> SETTINGS = List.of(EXPORTS, KEY, BACKUPS);

    public static LeavingConfig from(Settings settings) {
        return new LeavingConfig(
                new ExportFiles(Path.of(settings.get(EXPORTS)).toAbsolutePath().normalize()),
                CertificateKey.read(KEY.key(), Path.of(settings.get(KEY))),
                Duration.ofDays(settings.get(BACKUPS)));
    }
}
