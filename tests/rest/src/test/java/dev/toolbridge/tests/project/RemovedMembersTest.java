package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The streams of a member end when the member is removed.
class RemovedMembersTest {
    private static final long SECONDS_MAX = 20;

    private final Team team = new Team();

    @Test
    @Timeout(SECONDS_MAX)
    void theirStreamsEnd() throws Exception {
        team.join("ann", "viewer");
        team.join("bob", "viewer");
        try (var anns = events("ann");
                var bobs = events("bob")) {
            awaitLine(anns, "event: ready");
            awaitLine(bobs, "event: ready");
            team.note("owner");
            awaitLine(anns, "by owner");

            team.send("owner", "DELETE", team.project("/members/" + team.user("ann")));
            team.send("owner", "POST", team.space("/notes"), "{\"title\":\"after it\"}");

            awaitLine(bobs, "after it");
            assertThat(anns.lines()).noneMatch(line -> line.contains("after it"));
        }
    }

    private static void awaitLine(BufferedReader events, String part) throws Exception {
        String line = events.readLine();
        while (line != null && !line.contains(part)) {
            line = events.readLine();
        }
        assertThat(line).as("the line with %s", part).isNotNull();
    }

    private BufferedReader events(String person) throws Exception {
        URI address = RunningApi.instance().server().address().resolve(team.space("/changes/stream?include=payload"));
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + team.token(person))
                .timeout(Duration.ofSeconds(SECONDS_MAX))
                .build();
        InputStream body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
}
