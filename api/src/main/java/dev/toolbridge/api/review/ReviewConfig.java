package dev.toolbridge.api.review;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The settings of the review page.
///
/// @param base the address under which browsers reach the server
/// @param clientId the page as a client of the identity provider
/// @param clientSecret its secret there, if it needs one
public record ReviewConfig(URI base, String clientId, Optional<Secret> clientSecret) {
    private static final Setting<String> CLIENT = Setting.text(
            "REVIEW_CLIENT_ID",
            "The review page as a client of the identity provider. Default: the address of its own description, for"
                    + " providers that take client ID metadata documents.");
    private static final Setting<Secret> SECRET = Setting.secret(
            "REVIEW_CLIENT_SECRET", "The secret of REVIEW_CLIENT_ID, if the identity provider wants one.");

    public static final List<Setting<?>> SETTINGS = List.of(CLIENT, SECRET);

    static final String DESCRIPTION = "/review/client.json";
    static final String CALLBACK = "/review/callback";

    /// The page needs an address that browsers know; without one there is no page.
    ///
    /// @param base the address under which browsers reach the server
    public static Optional<ReviewConfig> from(Settings settings, Optional<URI> base) {
        return base.map(address ->
                new ReviewConfig(address, settings.find(CLIENT).orElse(address + DESCRIPTION), settings.find(SECRET)));
    }

    String at(String path) {
        return base + path;
    }

    boolean isSecure() {
        return base.getScheme().equals("https");
    }

    /// The name of a cookie that only this host sets; browsers take the prefix on secure connections only.
    String cookie(String name) {
        return (isSecure() ? "__Host-" : "") + name;
    }
}
