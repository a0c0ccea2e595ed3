package dev.toolbridge.connect.command;

import dev.toolbridge.connect.home.SafeAddress;
import dev.toolbridge.connect.sync.Bell;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.webhook.SignatureCheck;
import dev.toolbridge.connect.webhook.WebhookBell;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Secret;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The choice to hear of changes by webhooks.
final class ListenOptions {
    private static final String SECRET = "FLUKEBASE_WEBHOOK_SECRET";
    private static final String USUAL_HOST = "127.0.0.1";

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            required = true,
            description = "Takes webhooks at this address instead; without HOST, from this machine only.")
    private String address;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            required = true,
            description = "The webhook's address; its path is the one that is answered. FLUKEBASE_WEBHOOK_SECRET has"
                    + " the webhook's secret.")
    private String url;

    /// The maker of the receiver.
    ///
    /// @throws CommandFailure if an address or the secret is wrong
    Function<Runnable, Bell> bells(Desk desk) {
        Secret secret = Optional.ofNullable(desk.machine().environment().get(SECRET))
                .map(Secret::new)
                .orElseThrow(() -> new CommandFailure(SECRET + " is not set: it is the secret of the webhook for " + url
                        + ", which was shown when the webhook was made"));
        var settings = new WebhookBell.Settings(
                listened(), SafeAddress.of(url), SignatureCheck.by(secret), InstantSource.system());
        return wake -> new WebhookBell(settings, wake);
    }

    private ListenAddress listened() {
        try {
            return ListenAddress.parse(address.contains(":") ? address : USUAL_HOST + ":" + address);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("--listen takes " + wrong.getMessage(), wrong);
        }
    }
}
