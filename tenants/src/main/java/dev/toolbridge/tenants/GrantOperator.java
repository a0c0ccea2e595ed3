package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.tenants.store.OperatorStore;
import java.util.List;

/// Makes a user an operator of the platform, or ends that: `GRANT-OR-WITHDRAW ISSUER SUBJECT`. Everybody who can read
/// the settings on the platform's machine may do so.
public final class GrantOperator {
    private static final int EXIT_USAGE = 2;
    private static final int EXIT_CONFIGURATION = 78;
    private static final int ARGUMENTS = 3;

    static final List<Setting<?>> SETTINGS = List.of(TenantsConfig.DATABASE);

    private GrantOperator() {}

    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS || !List.of("grant", "withdraw").contains(arguments[0])) {
            System.err.println("toolbridge-tenants-operator: expected grant or withdraw, an issuer and a subject");
            Runtime.getRuntime().halt(EXIT_USAGE);
        }
        try {
            System.out.println(changed(arguments[0].equals("grant"), arguments[1], arguments[2]));
        } catch (SettingError | DatabaseUnavailable failed) {
            System.err.println("toolbridge-tenants-operator: " + failed.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    private static String changed(boolean isGrant, String issuer, String subject) {
        var url = DatabaseUrl.of(
                TenantsConfig.DATABASE, Settings.fromEnvironment().get(TenantsConfig.DATABASE));
        try (var database = Database.open(url, 1, "toolbridge-tenants-operator")) {
            var operators = new OperatorStore(database);
            boolean isChanged = isGrant ? operators.grant(issuer, subject) : operators.withdraw(issuer, subject);
            String now = isGrant ? " is an operator" : " is no operator";
            return subject + now + (isChanged ? "" : ", and was so before");
        }
    }
}
