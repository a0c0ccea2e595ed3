package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.process.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reader of the stream of changes that goes on from its last event after each cut.
final class StreamTail {
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Pattern SEQ = Pattern.compile("^data: \\{\"seq\":(\\d+),");
    private static final String ID = "id: ";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final String token;
    private String last;
    private long seq;

    /// @param cursor the place before the first change
    StreamTail(String token, String cursor) {
        this.token = token;
        this.last = cursor;
    }

    long seq() {
        return seq;
    }

    /// Reads that many changes on one connection, then cuts it; fewer when the server is killed. Tells how many came.
    int read(URI server, int changesMax) {
        var request = HttpRequest.newBuilder(server.resolve("/v1/changes/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", last)
                .build();
        int changes = 0;
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                requireStream(response);
                String id = last;
                for (String line = lines.readLine(); isWanted(line) && changes < changesMax; line = lines.readLine()) {
                    if (line.startsWith(ID)) {
                        id = line.substring(ID.length());
                    } else if (isChange(line)) {
                        last = id;
                        changes++;
                    } else if (line.equals("event: reset")) {
                        throw new AssertionError("the stream began anew after " + seq);
                    }
                }
            }
        } catch (IOException cut) {
            Await.pause(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return changes;
    }

    /// A comment comes when nothing else does.
    private static boolean isWanted(String line) {
        return line != null && !line.startsWith(":");
    }

    /// A server that starts, or that still counts the cut streams of this user, refuses for a moment.
    private static void requireStream(HttpResponse<?> response) throws IOException {
        switch (response.statusCode()) {
            case 200 -> {}
            case 429, 503 -> throw new IOException("not now");
            default -> throw new AssertionError("no stream: " + response.statusCode());
        }
    }

    /// Takes a change, which must be the one after the last.
    private boolean isChange(String line) {
        Matcher entry = SEQ.matcher(line);
        boolean isChange = entry.find();
        if (isChange) {
            long next = Long.parseLong(entry.group(1));
            if (next != seq + 1) {
                throw new AssertionError("change " + next + " came after " + seq);
            }
            seq = next;
        }
        return isChange;
    }
}
