package dev.toolbridge.api.proposal;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.config.PublicUrl;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The address under which browsers reach this server; review pages are below it.
public record ReviewAddress(Optional<URI> base) {
    private static final Setting<URI> BASE = PublicUrl.setting(
            "PUBLIC_URL",
            "Where browsers reach the API, such as `https://api.example.com`: links to review pages begin with it.");

    public static final List<Setting<?>> SETTINGS = List.of(BASE);

    public static ReviewAddress from(Settings settings) {
        return new ReviewAddress(settings.find(BASE));
    }

    /// The page of a proposal, in the shared space that it is about. Without a public address it is a path.
    String of(Caller caller, UUID proposal) {
        return base.map(URI::toString).orElse("") + "/review/" + proposal + "?tenant="
                + URLEncoder.encode(caller.tenant(), StandardCharsets.UTF_8)
                + caller.seat().map(seat -> "&space=" + seat.space()).orElse("");
    }
}
