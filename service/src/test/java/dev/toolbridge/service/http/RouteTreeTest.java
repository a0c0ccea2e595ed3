package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatchers;
import io.helidon.http.RoutedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouteTreeTest {
    private static final List<String> NAMES = List.of("a", "b", "{x}", "{y}", "a b");
    private static final List<String> SEGMENTS = List.of("a", "b", "c", "", "a%2Fb", "%61", "a;x=1");

    @Test
    void findsTheFirstLineOfTheTable() {
        var tree = RouteTree.of(List.of(
                line("GET", "/notes/first"),
                line("GET", "/notes/{uid}"),
                line("GET", "/notes/late"),
                line("PUT", "/x")));

        assertThat(found(tree, "GET", "/notes/first")).contains("/notes/first");
        assertThat(found(tree, "GET", "/notes/late")).contains("/notes/{uid}");
        assertThat(found(tree, "HEAD", "/notes/7")).contains("/notes/{uid}");
        assertThat(found(tree, "PUT", "/notes/7")).isEmpty();
        assertThat(found(tree, "GET", "/notes/")).isEmpty();
        assertThat(found(tree, "GET", "/notes")).isEmpty();
    }

    @Test
    void tellsTheValuesOfPlaceholdersDecoded() {
        var tree = RouteTree.of(List.of(line("GET", "/spaces/{space}/notes/{uid}")));

        RoutedPath path = tree.find("GET", UriPath.create("/spaces/w%20s/notes/7"))
                .map(RouteTree.Match::path)
                .orElseThrow();

        assertThat(path.pathParameters().get("space")).isEqualTo("w s");
        assertThat(path.pathParameters().get("uid")).isEqualTo("7");
    }

    @Test
    void tellsTheMethodsOfAPath() {
        var tree = RouteTree.of(List.of(line("GET", "/a/{x}"), line("PUT", "/a/b"), line("DELETE", "/a/c")));

        assertThat(tree.methods(UriPath.create("/a/b"))).containsExactly("GET", "HEAD", "PUT");
        assertThat(tree.methods(UriPath.create("/b"))).isEmpty();
    }

    /// The oracle compares a path with every line, in the order of the table.
    @Test
    void agreesWithAWalkThroughTheTable() {
        var random = new Random(17);
        for (int round = 0; round < 200; round++) {
            var lines = new ArrayList<HandledRoute>();
            for (int count = 0; count < 12; count++) {
                lines.add(line("GET", "/a" + path(random, NAMES) + (random.nextInt(4) == 0 ? "/" : "")));
            }
            var tree = RouteTree.of(lines);
            for (int count = 0; count < 50; count++) {
                String path = "/a" + path(random, SEGMENTS);
                assertThat(found(tree, "GET", path)).as("%s in %s", path, lines).isEqualTo(walked(lines, path));
            }
        }
    }

    private static Optional<String> walked(List<HandledRoute> lines, String path) {
        return lines.stream()
                .map(HandledRoute::path)
                .filter(line ->
                        PathMatchers.create(line).match(UriPath.create(path)).accepted())
                .findFirst();
    }

    private static Optional<String> found(RouteTree tree, String method, String path) {
        return tree.find(method, UriPath.create(path))
                .map(match -> match.route().path());
    }

    private static String path(Random random, List<String> segments) {
        var path = new StringBuilder();
        for (int length = 1 + random.nextInt(4); length > 0; length--) {
            path.append('/').append(segments.get(random.nextInt(segments.size())));
        }
        return path.toString();
    }

    private static HandledRoute line(String method, String path) {
        return new HandledRoute(method, path, (_, _) -> {});
    }
}
