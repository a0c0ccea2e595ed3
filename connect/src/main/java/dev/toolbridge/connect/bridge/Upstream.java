package dev.toolbridge.connect.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The server's end: requests by HTTP, each with the token of the moment.
final class Upstream {
    static final String EVENTS = "text/event-stream";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final int BROKEN = 500;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Pattern PLAIN = Pattern.compile("[!-~]+(?: [!-~]+)*");
    private static final String ENCODED_MARK = "=?base64?";

    private final BridgeConfig config;
    private final HttpClient http;
    private volatile boolean isMet;

    Upstream(BridgeConfig config) {
        this.config = config;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .executor(Runnable::run);
        this.http = (config.target().isSecure() ? builder : builder.sslContext(trustingNobody())).build();
    }

    /// To read the certificates of all authorities takes a third of the time of a start.
    private static SSLContext trustingNobody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS", impossible);
        }
    }

    Target target() {
        return config.target();
    }

    BridgeCredential credential() {
        return config.credential();
    }

    /// Tells if the server itself has answered since this program started.
    boolean isMet() {
        return isMet;
    }

    /// A request that is ready for its headers.
    ///
    /// @param token the token that it is sent with
    record Prepared(HttpRequest.Builder builder, String token) {

        /// Names the session that the request belongs to.
        Prepared within(UpstreamSession.Opened session) {
            session.id().ifPresent(id -> builder.setHeader(SESSION, id));
            builder.setHeader(VERSION, session.revision());
            return this;
        }

        /// Repeats in headers the parts of a message that stands alone (2026-07-28, Transports).
        Prepared alone(ClientMessage message, String revision) {
            builder.setHeader(VERSION, revision);
            builder.setHeader("Mcp-Method", encoded(message.method()));
            message.name().ifPresent(name -> builder.setHeader("Mcp-Name", encoded(name)));
            return this;
        }
    }

    /// Prepares a request.
    ///
    /// @throws ConnectException if the server does not run
    Prepared prepare(Duration patience) throws IOException {
        URI address = config.target().address().orElseThrow(() -> new ConnectException("the workspace does not run"));
        String token = config.credential().token(patience);
        var builder = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
        config.headers().forEach(builder::header);
        return new Prepared(builder, token);
    }

    HttpResponse<InputStream> post(Prepared prepared, byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                prepared.builder()
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, " + EVENTS)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofInputStream());
        isMet |= response.statusCode() < BROKEN;
        return response;
    }

    HttpResponse<InputStream> get(Prepared prepared) throws IOException, InterruptedException {
        return http.send(prepared.builder().header("Accept", EVENTS).GET().build(), BodyHandlers.ofInputStream());
    }

    int delete(Prepared prepared, Duration limit) throws IOException, InterruptedException {
        return http.send(prepared.builder().timeout(limit).DELETE().build(), BodyHandlers.discarding())
                .statusCode();
    }

    static Optional<String> sessionOf(HttpResponse<?> response) {
        return response.headers().firstValue(SESSION);
    }

    static boolean isEvents(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(EVENTS))
                .isPresent();
    }

    /// A value that is not plain text in the form for headers.
    private static String encoded(String value) {
        if (PLAIN.matcher(value).matches() && !value.startsWith(ENCODED_MARK)) {
            return value;
        }
        return ENCODED_MARK + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
