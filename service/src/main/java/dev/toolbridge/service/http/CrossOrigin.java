package dev.toolbridge.service.http;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.config.Setting;
import io.helidon.common.Weighted;
import io.helidon.webserver.cors.CorsFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pages of other origins that a browser may let call this server: those that the settings name.
public final class CrossOrigin {
    /// The origins, separated by commas.
    public static final Setting<List<String>> SETTING = new Setting<>(
            "CORS_ORIGINS",
            Optional.empty(),
            CrossOrigin::parse,
            false,
            "Origins whose pages may call this server from a browser, separated by commas.");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final Set<String> EXPOSED = Set.of(
            "ETag",
            "Mcp-Session-Id",
            "Idempotency-Replayed",
            "Retry-After",
            "WWW-Authenticate",
            WireHeader.CORRELATION,
            WireHeader.SYNC_SESSION,
            WireHeader.SYNC_EPOCH,
            WireHeader.CURSOR_RESET,
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Burst");

    /// Less than what is not weighted: [EdgeFilter] stands around refusals to pages as around all other answers.
    private static final double BEHIND_EDGE = Weighted.DEFAULT_WEIGHT / 2;

    private CrossOrigin() {}

    static CorsFeature feature(List<String> origins) {
        return CorsFeature.create(
                feature -> feature.addDefaults(false).weight(BEHIND_EDGE).addPath(path -> path.pathPattern("/*")
                        .allowOrigins(Set.copyOf(origins))
                        .allowMethods(METHODS)
                        .allowHeaders(Set.of("*"))
                        .exposeHeaders(EXPOSED)));
    }

    private static List<String> parse(String text) {
        var origins = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s*]+"))) {
            throw new IllegalArgumentException("origins such as https://app.example, separated by commas");
        }
        return origins;
    }
}
