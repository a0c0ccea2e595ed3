package dev.toolbridge.tenants.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks instances for their health page. Of the body nothing is read.
final class HealthPage {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final int GOOD_FIRST = 200;
    private static final int GOOD_LAST = 299;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();

    /// The answer of a page.
    ///
    /// @param words the answer for people
    record Answer(boolean isGood, String words) {}

    private HealthPage() {}

    static Answer ask(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://" + InstanceEnvironment.HOST + ":" + port + path))
                .timeout(ANSWER_MAX)
                .build();
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            int status = answer.statusCode();
            return new Answer(status >= GOOD_FIRST && status <= GOOD_LAST, "its health path answers " + status);
        } catch (IOException _) {
            return new Answer(false, "its health path does not answer yet");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking an instance", stopped);
        }
    }
}
