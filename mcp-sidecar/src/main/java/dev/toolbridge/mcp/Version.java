package dev.toolbridge.mcp;

import java.util.Optional;

/// The version of this program, from its jar.
final class Version {
    static final String TEXT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
