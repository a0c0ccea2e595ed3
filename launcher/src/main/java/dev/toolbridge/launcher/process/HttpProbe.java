package dev.toolbridge.launcher.process;

import dev.toolbridge.service.monitoring.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Checks the health of a server on this machine.
public final class HttpProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final URI uri;
    private final Duration limit;
    private final Optional<String> run;
    private boolean answered;
    private String lastAnswer = "it did not answer";

    public HttpProbe(URI uri) {
        this(uri, TIMEOUT, Optional.empty());
    }

    private HttpProbe(URI uri, Duration limit, Optional<String> run) {
        this.uri = uri;
        this.limit = limit;
        this.run = run;
    }

    /// A probe that only the program of that run can answer.
    static HttpProbe ofRun(URI uri, String run) {
        return new HttpProbe(uri, TIMEOUT, Optional.of(run));
    }

    /// Tells if an answer of any status comes in time.
    static boolean isAnswered(URI uri, Duration limit) {
        var probe = new HttpProbe(uri, limit, Optional.empty());
        probe.answer();
        return probe.isAnswered();
    }

    /// Tells if the server answers 200.
    public boolean isReady() {
        return answer().isPresent();
    }

    /// Tells if the last request was answered, with any status.
    public boolean isAnswered() {
        return answered;
    }

    /// The body of the server's answer, if its status is 200.
    public Optional<String> answer() {
        answered = false;
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(Math.toIntExact(limit.toMillis()));
            connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
            int status = connection.getResponseCode();
            if (!isOfRun(connection)) {
                lastAnswer = "another program answers there";
                return Optional.empty();
            }
            answered = status > 0;
            boolean ok = status == HttpURLConnection.HTTP_OK;
            try (InputStream body = ok ? connection.getInputStream() : connection.getErrorStream()) {
                lastAnswer = body == null ? "" : text(body);
            }
            return ok ? Optional.of(lastAnswer) : Optional.empty();
        } catch (IOException away) {
            lastAnswer = "it did not answer";
            return Optional.empty();
        }
    }

    private boolean isOfRun(HttpURLConnection connection) {
        return run.isEmpty() || run.get().equals(connection.getHeaderField(Run.HEADER));
    }

    /// A description of the last answer, or of its absence.
    public String lastAnswer() {
        return lastAnswer;
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8).strip();
    }
}
