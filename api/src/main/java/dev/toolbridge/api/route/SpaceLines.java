package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;

/// The two ways in which a line works in a shared space: by a header, or with the space before its path.
public final class SpaceLines {
    /// The beginning of a path for a shared space, in the place of its area.
    public static final String PREFIX = "/v1/spaces/{space}";

    private static final String AREA = "/v1";
    private static final Parameter SPACE = Parameter.header(
            WireHeader.SPACE,
            "Selects a project's space by its UUID, slug or number, as /v1/spaces/{space} in the place of /v1 does.",
            Schema.text("^[A-Za-z0-9-]+$", 63));

    private SpaceLines() {}

    /// The line with the header in its description.
    public static RouteLine<Caller> selecting(RouteLine<Caller> line) {
        return new RouteLine<>(
                line.method(),
                line.path(),
                line.operation(),
                line.scope(),
                line.rateClass(),
                line.input().reading(SPACE),
                line.output(),
                line.endpoint());
    }

    /// The line with the space before its path.
    public static RouteLine<Caller> under(RouteLine<Caller> line) {
        return new RouteLine<>(
                line.method(),
                under(line.path()),
                line.operation(),
                line.scope(),
                line.rateClass(),
                line.input(),
                line.output(),
                line.endpoint());
    }

    /// A path with the space before it.
    public static String under(String path) {
        return PREFIX + path.substring(AREA.length());
    }
}
