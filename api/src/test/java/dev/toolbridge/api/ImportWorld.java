package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A server with a folder for uploads, and what users do with imports.
final class ImportWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Workspace workspace;
    private RunningServer server;

    ImportWorld(Path folder) throws InterruptedException {
        this.folder = folder;
        this.workspace = new Workspace();
        this.server = start();
    }

    private RunningServer start() throws InterruptedException {
        return RunningServer.alone(workspace, Map.of("UPLOAD_DIR", folder.toString()));
    }

    /// Stops the server, and starts another one with the same folder.
    void restart() throws InterruptedException {
        server.close();
        server = start();
    }

    RunningServer server() {
        return server;
    }

    Workspace workspace() {
        return workspace;
    }

    /// Sends a file.
    ///
    /// @param query begins with the name
    HttpResponse<String> send(String token, String query, byte[] file, String... headers) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/imports?name=" + query))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file));
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// The bytes of an answer.
    byte[] download(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /// Sends a file, and waits for the plan.
    JsonNode planned(String token, String query, byte[] file) throws Exception {
        var sent = send(token, query, file);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        return ended(token, RunningServer.json(sent), "planning");
    }

    /// Orders a step, and waits for its end.
    JsonNode done(String token, JsonNode stored, String step, String during) throws Exception {
        var ordered = server.post(path(stored) + "/" + step, token, Map.of());
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        return ended(token, stored, during);
    }

    /// Waits until an import is not in that state any more.
    JsonNode ended(String token, JsonNode stored, String during) throws Exception {
        Await.until(() -> !shown(token, stored).path("state").asText().equals(during), PATIENCE);
        return shown(token, stored);
    }

    JsonNode shown(String token, JsonNode stored) {
        return RunningServer.json(server.get(path(stored), token));
    }

    static String path(JsonNode stored) {
        return "/v1/imports/" + stored.path("id").asText();
    }

    /// The live items of a type.
    List<JsonNode> items(String token, String plural) {
        return RunningServer.json(server.get("/v1/" + plural + "?limit=1000", token))
                .path("items")
                .valueStream()
                .toList();
    }

    /// The names of what is in the folder, but for the lock.
    List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A vault of so many notes.
    static byte[] vault(int notes) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put(".obsidian/app.json", text("{}"));
        for (int note = 0; note < notes; note++) {
            files.put("garden/note " + note + ".md", text("# Note " + note + "\n\nBeans, row " + note + " #garden\n"));
        }
        return zip(files);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(SequencedMap<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.sequencedEntrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        http.close();
        server.close();
        workspace.close();
    }
}
