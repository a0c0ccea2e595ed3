package dev.toolbridge.tests.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A running server, as a client sees it.
///
/// @param address its scheme, host and port
/// @param answerMax the time after which a request without an answer is given up, as one that was cut
public record Server(URI address, Duration answerMax) {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(3);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Server(URI address) {
        this(address, ANSWER_MAX);
    }

    public static Server onPort(int port) {
        return new Server(URI.create("http://127.0.0.1:" + port));
    }

    /// The same server for a client with other patience.
    public Server within(Duration patience) {
        return new Server(address, patience);
    }

    /// Sends one request and waits for the whole answer.
    public Reply send(Call call) {
        try {
            var response = CLIENT.send(call.to(this), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(call.method() + " " + call.path(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", stopped);
        }
    }
}
