package dev.toolbridge.api.environment;

import dev.toolbridge.api.access.SpaceRole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An environment of a project.
public enum EnvironmentName {
    DEVELOPMENT,
    STAGING,
    PRODUCTION;

    /// The name in addresses, in JSON and in the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The environment of that name, if there is one.
    public static Optional<EnvironmentName> named(String name) {
        return Arrays.stream(values())
                .filter(environment -> environment.wireName().equals(name))
                .findFirst();
    }

    /// All names, in order.
    public static List<String> names() {
        return Arrays.stream(values()).map(EnvironmentName::wireName).toList();
    }

    /// The role that sets and reveals values, at least.
    public SpaceRole keeper() {
        return this == PRODUCTION ? SpaceRole.ADMIN : SpaceRole.DEVELOPER;
    }
}
