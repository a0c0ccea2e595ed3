package dev.toolbridge.token.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises that every server keeps which is made of the route kit, kept by one that is not the API.
class ShelfTest {
    private static final String SECRET = "correct-horse-battery-staple-0123456789";
    private static final int BURST = 12;

    private final Shelf shelf = new Shelf(
            new Settings(Map.of(
                    "JWT_HS256_SECRET",
                    SECRET,
                    "RATE_LIMIT_BURST",
                    Integer.toString(BURST),
                    "RATE_LIMIT_PER_MINUTE",
                    "1")),
            SECRET);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        shelf.close();
    }

    @Test
    void pagesHoldEverythingOnce() {
        List.of("emma", "dune", "ulysses", "beloved", "kim").forEach(title -> send("PUT", "/v1/books/" + title, all()));
        var titles = new ArrayList<String>();

        JsonNode page = json(send("GET", "/v1/books?limit=2", all()));
        add(page, titles);
        while (page.path("hasMore").booleanValue()) {
            page = json(send("GET", "/v1/books?limit=2&cursor=" + cursor(page), all()));
            add(page, titles);
        }

        assertThat(titles).containsExactly("beloved", "dune", "emma", "kim", "ulysses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MXxhYnx4fHl8ejA", "nonsense", "="})
    void aCursorThatWasNotWrittenHereIsRefused(String cursor) {
        var refused = send("GET", "/v1/books?cursor=" + cursor, all());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("code").textValue()).isEqualTo("invalid_cursor");
    }

    @Test
    void aPageWithoutEntriesHasNoCursor() {
        assertThat(send("GET", "/v1/books", all()).body()).isEqualTo("{\"books\":[],\"hasMore\":false}");
    }

    @Test
    void aNameThatTheLineDoesNotListIsRefusedWithThoseThatItLists() {
        var listed = send("GET", "/v1/books?title=emma", all());
        var none = send("GET", "/v1/books/emma?limit=1", all());

        assertThat(listed.statusCode()).isEqualTo(400);
        assertThat(json(listed).path("code").textValue()).isEqualTo("invalid_parameter");
        assertThat(json(listed).path("expected").textValue()).isEqualTo("one of limit, cursor");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(json(none).path("expected").textValue()).isEqualTo("none");
    }

    @Test
    void eachLineNeedsItsScope() {
        String reader = token("notes:read");

        assertThat(send("GET", "/v1/books", reader).statusCode()).isEqualTo(200);
        var refused = send("PUT", "/v1/books/emma", reader);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("scope").textValue()).isEqualTo("notes:write");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"notes:write\"");
        assertThat(send("GET", "/v1/books/emma", reader).statusCode()).isEqualTo(404);
    }

    @Test
    void withoutATokenNothingIsOpen() {
        var missing = send("GET", "/v1/books", "");
        var wrong = send("GET", "/v1/books", all() + "x");

        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void aUserHasARateAndIsToldOfIt() {
        for (int sent = 1; sent <= BURST; sent++) {
            var answer = send("GET", sent % 2 == 0 ? "/v1/books" : "/v1/books/none", all());
            assertThat(answer.headers().firstValueAsLong("X-RateLimit-Remaining"))
                    .isPresent();
        }

        var refused = send("GET", "/v1/books", all());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theDocumentNamesTheRoutes() {
        JsonNode document = json(send("GET", "/openapi.json", ""));

        assertThat(document.path("info").path("title").textValue()).isEqualTo("Shelf");
        assertThat(document.path("paths").propertyStream().map(Map.Entry::getKey))
                .containsExactly("/v1/books", "/v1/books/{title}");
        assertThat(document.at("/paths/~1v1~1books/get/operationId").textValue())
                .isEqualTo("list_books");
        assertThat(document.at("/paths/~1v1~1books/get/description").textValue())
                .isEqualTo("Needs the scope notes:read.");
        assertThat(document.at("/paths/~1v1~1books~1{title}/put/responses").has("404"))
                .isTrue();
        assertThat(document.at("/components/schemas/books/properties/nextCursor/type")
                        .textValue())
                .isEqualTo("string");
        assertThat(send("GET", "/openapi.json?pretty=1", "").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(String method, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + shelf.port() + path))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.parse(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new AssertionError(response.body(), malformed);
        }
    }

    private static void add(JsonNode page, List<String> titles) {
        page.path("books").forEach(book -> titles.add(book.path("title").textValue()));
    }

    private static String cursor(JsonNode page) {
        return page.path("nextCursor").textValue();
    }

    private static String all() {
        return token();
    }

    private static String token(String... scopes) {
        var token = new SignedToken("ada", Optional.empty(), Set.of(scopes), Duration.ofMinutes(5));
        try {
            return TokenVerifiers.sign(token, SECRET);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
