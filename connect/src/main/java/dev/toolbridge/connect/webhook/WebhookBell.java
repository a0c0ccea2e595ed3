package dev.toolbridge.connect.webhook;

import dev.toolbridge.connect.sync.Bell;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.log.Logs;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A receiver of a project's webhooks. A genuine one rings, whatever it tells; others are refused.
public final class WebhookBell implements Bell {
    /// Events have up to 20 kB.
    private static final int BODY_BYTES_MAX = 65_536;

    private final Settings settings;
    private final Runnable wake;
    private Optional<HttpServer> server = Optional.empty();

    /// The two ends of a webhook, and what is between them.
    ///
    /// @param address the address that this machine listens on
    /// @param url the address that the API sends to
    /// @param signature the check of what comes
    public record Settings(ListenAddress address, URI url, SignatureCheck signature, InstantSource clock) {}

    /// @param wake is run when something may have changed
    public WebhookBell(Settings settings, Runnable wake) {
        this.settings = settings;
        this.wake = wake;
    }

    /// {@inheritDoc} One names the address that is listened on.
    ///
    /// @throws CommandFailure if another program has the port
    @Override
    public void start(Consumer<String> remarks) {
        Logs.start("ERROR");
        String path = settings.url().getPath().isEmpty() ? "/" : settings.url().getPath();
        var route = new Route("POST", path, BODY_BYTES_MAX, this::take);
        try {
            var started = HttpServer.start(
                    HttpServerConfig.at(settings.address()), List.of(route), new CompositeMeterRegistry());
            server = Optional.of(started);
            remarks.accept("webhooks of " + settings.url() + " are taken at "
                    + settings.address().bindHost() + ":" + started.port());
        } catch (SettingError taken) {
            throw new CommandFailure(taken.getMessage(), taken);
        }
    }

    private Answer take(Request request) {
        if (!settings.signature().isOf(request, settings.clock().instant())) {
            return Answer.text(401, "the request is not signed by this webhook's secret, or too old");
        }
        wake.run();
        return Answer.empty(204);
    }

    @Override
    public void close() {
        server.ifPresent(HttpServer::close);
    }
}
