package dev.toolbridge.api.access;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Loopback;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.TokenVerifiers;
import java.util.Optional;
import java.util.Set;

/// The header `X-Debug-Sub`, with which a developer acts as any user on their own machine. It is off by
/// default. If switched on, it counts only in requests without a token that come from this machine and name
/// it.
///
/// @param allowed true when it is switched on
public record DebugSubject(boolean allowed) {
    static final String HEADER = "X-Debug-Sub";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "[::1]", "localhost");
    private static final int LENGTH_MAX = 255;

    public static final Setting<Boolean> SETTING = Setting.flag(
            "ALLOW_DEBUG_SUB",
            "Takes the header X-Debug-Sub for a user's name, without any proof; only in development, on a loopback"
                    + " address.");

    /// Reads the switch.
    ///
    /// @throws SettingError if it is on where it must be off
    public static DebugSubject from(Settings settings, Environment environment, ListenAddress address) {
        boolean allowed = settings.get(SETTING);
        if (allowed && (environment.isProduction() || !LOOPBACK.contains(address.host()))) {
            throw new SettingError(
                    "ALLOW_DEBUG_SUB needs ENV=dev and an HTTP_ADDR of this machine, like 127.0.0.1:8081");
        }
        return new DebugSubject(allowed);
    }

    /// The identity that a request names without proof.
    ///
    /// @throws dev.toolbridge.service.error.Refusal if a web page from elsewhere may have sent it
    Optional<Identity> of(Request request) {
        if (!allowed || !LOOPBACK.contains(request.remoteAddress())) {
            return Optional.empty();
        }
        Optional<String> subject = request.header(HEADER).filter(DebugSubject::isUsable);
        subject.ifPresent(_ -> Loopback.require(request));
        return subject.map(name -> new Identity(TokenVerifiers.OWN_ISSUER, name, new Credential.Debug()));
    }

    private static boolean isUsable(String subject) {
        return !subject.isBlank()
                && subject.length() <= LENGTH_MAX
                && subject.chars().noneMatch(Character::isISOControl);
    }
}
