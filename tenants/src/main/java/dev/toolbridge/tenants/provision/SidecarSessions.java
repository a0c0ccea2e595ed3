package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.runtime.Observed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The MCP sessions of an instance, open streams or not, as its page of figures counts them.
final class SidecarSessions {
    private static final String PORT = "metrics";
    private static final Pattern GAUGE = Pattern.compile("(?m)^toolbridge_mcp_sessions(?:\\{[^}]*})? ([0-9.]+)");
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();

    private SidecarSessions() {}

    /// True if a client may come back to a session here. An instance that does not answer has lost its sessions, and
    /// an API has none.
    static boolean areOpen(Observed instance) {
        return Optional.ofNullable(instance.addresses().get(PORT))
                .flatMap(SidecarSessions::page)
                .map(GAUGE::matcher)
                .filter(Matcher::find)
                .filter(gauge -> Double.parseDouble(gauge.group(1)) > 0)
                .isPresent();
    }

    private static Optional<String> page(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress() + ":" + address.getPort();
        var request = HttpRequest.newBuilder(URI.create("http://" + host + "/metrics"))
                .timeout(ANSWER_MAX)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return Optional.of(answer.body());
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking a sidecar", stopped);
        }
    }
}
