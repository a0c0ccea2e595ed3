package dev.toolbridge.service.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.http.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A table that contradicts itself does not start.
class RouteTableTest {

    @Test
    void aTableKeepsItsLines() {
        var table = RouteTable.of(
                List.of(line("GET", "/v1/books", "list"), line("PUT", "/v1/books", "put")),
                Map.of("book", Schema.text()));

        assertThat(table.lines()).extracting(RouteLine::subject).containsExactly("books", "books");
    }

    @Test
    void twoLinesNeverMeanTheSame() {
        assertRefused(
                "two routes are called GET /v1/books", line("GET", "/v1/books", "a"), line("GET", "/v1/books", "b"));
        assertRefused("two routes are called list", line("GET", "/v1/books", "list"), line("GET", "/v1/films", "list"));
    }

    @Test
    void everySchemaIsThere() {
        assertThatThrownBy(() -> RouteTable.of(List.of(line("GET", "/v1/books", "list")), Map.of()))
                .hasMessage("list names no schema: book");
    }

    @Test
    void aPathHasAVersionAndASubject() {
        assertThatThrownBy(() -> line("GET", "/books", "list")).hasMessageContaining("/books");
    }

    private static void assertRefused(String why, RouteLine<String> one, RouteLine<String> other) {
        assertThatThrownBy(() -> RouteTable.of(List.of(one, other), Map.of("book", Schema.text())))
                .hasMessage(why);
    }

    private static RouteLine<String> line(String method, String path, String operation) {
        Output book = Output.of(200, "The book.", "book");
        return new RouteLine<>(method, path, operation, "books:read", Input.NONE, book, (_, _) -> Answer.empty(204));
    }
}
