package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/// The organisation at Fly that instances run in.
///
/// @param api the Machines API
/// @param logs the API that keeps the output of machines
/// @param token a token of the organisation
/// @param organization the organisation's slug
/// @param region the region of all machines; none else is tried
/// @param image the repository of images: the name of an artefact is the tag
/// @param prefix the first letters of the names of apps, by which several platforms in one organisation differ
/// @param drain the time from a machine's last new request to its end
public record FlyConfig(
        URI api,
        URI logs,
        Secret token,
        String organization,
        String region,
        String image,
        String prefix,
        Duration drain) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,5}");

    public FlyConfig {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("1 to 6 small letters and digits, a letter first");
        }
    }
}
