package dev.toolbridge.identity.workos;

import dev.toolbridge.identity.fault.Fault;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.state.Event;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends events to a server of ours, signed as WorkOS signs them.
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int TRIES = 3;
    private static final int SUCCESS = 2;
    private static final int CENTURY = 100;
    private static final String ALGORITHM = "HmacSHA256";

    /// The address of webhooks, and the secret that signs them.
    public record Target(URI address, Secret secret) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Faults faults;
    private final InstantSource clock;
    private volatile Optional<Target> target;

    public Webhooks(Optional<Target> target, Faults faults, InstantSource clock) {
        this.target = target;
        this.faults = faults;
        this.clock = clock;
    }

    public void aim(Target newTarget) {
        target = Optional.of(newTarget);
    }

    /// Sends an event in the background, unless a switch drops webhooks.
    public void send(Event event) {
        if (faults.of(Surface.WEBHOOKS) == Fault.NONE) {
            target.ifPresent(known -> Thread.ofVirtual().name("webhook").start(() -> deliver(known, event)));
        }
    }

    /// Sends a text once, as at the given time, and gives the status that came back.
    public int sendOnce(String body, long timestampMs) throws IOException {
        return post(target.orElseThrow(() -> new IOException("no webhook target is set")), body, timestampMs);
    }

    private void deliver(Target known, Event event) {
        String body = Json.text(EventData.event(event));
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                if (post(known, body, clock.millis()) / CENTURY == SUCCESS) {
                    return;
                }
            } catch (IOException unreachable) {
                LOG.atInfo().addKeyValue("tries", tries).log("a webhook could not be delivered");
            }
        }
    }

    private int post(Target known, String body, long timestampMs) throws IOException {
        var request = HttpRequest.newBuilder(known.address())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("WorkOS-Signature", signature(known.secret(), timestampMs, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    static String signature(Secret secret, long timestampMs, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] digest = mac.doFinal((timestampMs + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + timestampMs + ", v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}
