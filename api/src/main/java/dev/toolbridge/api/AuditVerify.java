package dev.toolbridge.api;

import dev.toolbridge.api.store.AuditCheck;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.DirectAddress;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import java.util.HexFormat;
import java.util.List;

/// Checks that every tenant's audit log is whole: recomputes the hash of each entry, and reports the place of
/// a break. Runs once; ends with 0 when all chains are whole, with 1 when one is not.
public final class AuditVerify {
    private static final int EXIT_BROKEN = 1;
    private static final int EXIT_CONFIGURATION = 78;

    private static final Setting<Secret> OWNER = Setting.secret(
            "DATABASE_OWNER_URL", "Where the database is, with the role that owns the schema and may create roles.");

    private AuditVerify() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("WARN");
            DatabaseUrl url = owner(Settings.fromEnvironment());
            DirectAddress.require(url, OWNER.key(), "this check");
            List<AuditCheck.Result> results = AuditCheck.all(url);
            results.forEach(AuditVerify::print);
            System.out.println(results.size() + " chains checked");
            Runtime.getRuntime().halt(results.stream().allMatch(AuditCheck.Result::isWhole) ? 0 : EXIT_BROKEN);
        } catch (SettingError wrong) {
            System.err.println("toolbridge-audit-verify: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    private static DatabaseUrl owner(Settings settings) {
        try {
            return DatabaseUrl.parse(settings.get(OWNER).reveal());
        } catch (IllegalArgumentException wrong) {
            throw new SettingError(OWNER.key() + " " + wrong.getMessage());
        }
    }

    private static void print(AuditCheck.Result result) {
        String verdict = result.broken().map(where -> "BROKEN: " + where).orElse("whole");
        System.out.println("%s  %s entries  head %s  %s"
                .formatted(result.tenant(), result.entries(), HexFormat.of().formatHex(result.head()), verdict));
    }
}
