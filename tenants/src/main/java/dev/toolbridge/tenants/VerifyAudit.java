package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import dev.toolbridge.tenants.audit.ChainCheck;
import java.util.HexFormat;
import java.util.List;

/// Checks that the control plane's audit log is whole: computes the hash of each entry again, and reports the place
/// of a break. Runs once; ends with 0 when all chains are whole, with 1 when one is not.
public final class VerifyAudit {
    private static final int EXIT_BROKEN = 1;
    private static final int EXIT_CONFIGURATION = 78;

    static final List<Setting<?>> SETTINGS = List.of(TenantsConfig.DATABASE);

    private VerifyAudit() {}

    public static void main(String[] arguments) {
        try {
            Logs.start("WARN");
            List<ChainCheck.Result> results = results();
            results.forEach(VerifyAudit::print);
            System.out.println(results.size() + " chains checked");
            Runtime.getRuntime()
                    .halt(results.stream().allMatch(result -> result.broken().isEmpty()) ? 0 : EXIT_BROKEN);
        } catch (SettingError | DatabaseUnavailable failed) {
            System.err.println("toolbridge-tenants-audit-verify: " + failed.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    private static List<ChainCheck.Result> results() {
        var url = DatabaseUrl.of(
                TenantsConfig.DATABASE, Settings.fromEnvironment().get(TenantsConfig.DATABASE));
        try (var database = Database.open(url, 1, "toolbridge-tenants-audit-verify")) {
            return ChainCheck.all(database);
        }
    }

    private static void print(ChainCheck.Result result) {
        String verdict = result.broken().map(where -> "BROKEN: " + where).orElse("whole");
        System.out.println("%s  %s entries  head %s  %s"
                .formatted(result.chain(), result.entries(), HexFormat.of().formatHex(result.hash()), verdict));
    }
}
