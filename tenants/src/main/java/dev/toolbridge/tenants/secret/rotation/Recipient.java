package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.tenants.secret.LiveSecret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A program that gets a secret, and the environment variable that names its file.
record Recipient(TenantSecret.Program program, String variable, Delivery delivery) {
    private static final String SUFFIX = "_FILE";

    Optional<SettingFile> file(List<LiveSecret> live) {
        return delivery.text(live).map(text -> new SettingFile(variable, fileName(), text));
    }

    private String fileName() {
        return variable.substring(0, variable.length() - SUFFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
