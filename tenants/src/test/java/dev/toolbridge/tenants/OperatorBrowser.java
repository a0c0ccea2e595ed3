package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A browser as far as the pages of operators need one: it keeps cookies, and says where its forms come from.
final class OperatorBrowser implements AutoCloseable {
    private static final String SECRET = "the-workspace-secret";

    final Map<String, String> cookies = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final String base;

    /// @param server the address that the server listens on
    /// @param base the address by which the browser knows it
    OperatorBrowser(String server, String base) {
        this.server = server;
        this.base = base;
    }

    HttpResponse<String> open(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(server + path)).GET(), headers);
    }

    /// Sends a form as a page of the server does.
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return send(post(server + path, fields), "Origin", base);
    }

    /// Sends a form as a page of another place does.
    HttpResponse<String> submitFrom(String origin, String path) {
        return send(post(server + path, Map.of()), "Origin", origin);
    }

    /// Signs in until the page is shown.
    void signIn(String email, String page) {
        String back = wayBack(email, page);
        assertThat(open(back).headers().firstValue("Location")).contains(page);
    }

    /// The path by which the identity provider sends the person back.
    String wayBack(String email, String page) {
        var begun = open(page);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String provider = begun.headers().firstValue("Location").orElseThrow();
        var loggedIn = plain(post(provider, Map.of("email", email, "secret", SECRET)));
        String back = loggedIn.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(base);
        return back.substring(base.length());
    }

    private static HttpRequest.Builder post(String address, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = plain(request);
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private HttpResponse<String> plain(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String line) {
        String pair = line.substring(0, line.indexOf(';'));
        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }

    @Override
    public void close() {
        http.close();
    }
}
