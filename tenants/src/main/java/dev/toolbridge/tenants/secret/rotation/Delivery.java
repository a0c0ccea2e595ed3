package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.token.signature.KeySetText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ways in which the live versions of a secret become the text of one file. Versions come as
/// [dev.toolbridge.tenants.secret.SecretStore#live] orders them: the primary one first.
enum Delivery {
    /// The primary version.
    PRIMARY,
    /// All live versions with commas between them.
    LIST,
    /// All live versions, each in a line of its own.
    LINES,
    /// All live versions except the primary one, with commas between them; no file without such versions.
    OTHERS,
    /// The JWK set of all live versions.
    KEY_SET;

    Optional<Secret> text(List<LiveSecret> live) {
        List<String> all = values(live);
        return switch (this) {
            case PRIMARY -> values(primary(live)).stream().findFirst().map(Secret::new);
            case LIST -> joined(all, ",");
            case LINES -> joined(all, "\n");
            case OTHERS -> joined(values(others(live)), ",");
            case KEY_SET -> all.isEmpty() ? Optional.empty() : Optional.of(new Secret(KeySetText.of(all)));
        };
    }

    private static List<LiveSecret> primary(List<LiveSecret> live) {
        return live.stream().filter(Delivery::isPrimary).toList();
    }

    private static List<LiveSecret> others(List<LiveSecret> live) {
        return live.stream().filter(version -> !isPrimary(version)).toList();
    }

    private static boolean isPrimary(LiveSecret version) {
        return version.status() == VersionStatus.PRIMARY;
    }

    private static List<String> values(List<LiveSecret> live) {
        return live.stream().map(version -> version.value().reveal()).toList();
    }

    private static Optional<Secret> joined(List<String> values, String between) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Secret(values.stream().collect(Collectors.joining(between))));
    }
}
