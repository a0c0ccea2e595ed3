package dev.toolbridge.service.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A browser as far as pages without scripts need one: it keeps cookies, follows no redirects, and sends forms.
public final class FormBrowser implements AutoCloseable {
    private static final String BOUNDARY = "----form-of-a-browser";

    public final Map<String, String> cookies = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    /// @param server the address that the server listens on, without a path
    public FormBrowser(String server) {
        this.server = server;
    }

    public HttpResponse<String> open(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(server + path)).GET(), headers);
    }

    /// Sends a form as the page does.
    public HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                headers);
    }

    /// Sends a form with a file behind its fields as the page does.
    public HttpResponse<String> upload(
            String path, Map<String, String> fields, Map.Entry<String, byte[]> file, String... headers) {
        var form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> form.writeBytes(part("name=\"" + name + "\"", value)));
        form.writeBytes(part("name=\"file\"; filename=\"" + file.getKey().replace("\"", "%22") + "\"", ""));
        form.write(file.getValue(), 0, file.getValue().length);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        String begun = form.toString(StandardCharsets.ISO_8859_1).substring(2);
        return send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(begun.getBytes(StandardCharsets.ISO_8859_1))),
                headers);
    }

    private static byte[] part(String names, String value) {
        String part = "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + names + "\r\n\r\n" + value;
        return part.getBytes(StandardCharsets.UTF_8);
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
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
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
