package dev.toolbridge.api.review;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.login.LoginClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The settings of the review page.
///
/// @param client the page as a client of the identity provider
public record ReviewConfig(LoginClient client) {
    private static final Setting<String> CLIENT = Setting.text(
            "REVIEW_CLIENT_ID",
            "The review page as a client of the identity provider. Default: the address of its own description, for"
                    + " providers that take client ID metadata documents.");
    private static final Setting<Secret> SECRET = Setting.secret(
            "REVIEW_CLIENT_SECRET", "The secret of REVIEW_CLIENT_ID, if the identity provider wants one.");

    public static final List<Setting<?>> SETTINGS = List.of(CLIENT, SECRET);

    private static final String FOLDER = "/review";
    static final String DESCRIPTION = FOLDER + "/client.json";
    static final String CALLBACK = FOLDER + "/callback";

    /// The page needs an address that browsers know; without one there is no page.
    ///
    /// @param base the address under which browsers reach the server
    public static Optional<ReviewConfig> from(Settings settings, Optional<URI> base) {
        return base.map(address ->
                new ReviewConfig(LoginClient.of(address, FOLDER, settings.find(CLIENT), settings.find(SECRET))));
    }

    URI base() {
        return client.base();
    }

    /// The page as a client of the identity provider.
    public String clientId() {
        return client.clientId();
    }
}
