package dev.toolbridge.service.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.PathMatchers.MatchResult;
import io.helidon.http.RoutedPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of a table by the segments of their paths, so that a request is compared with the few lines that its path
/// may belong to, however long the table is. Of several, the first in the table counts.
final class RouteTree {
    private final Map<String, RouteTree> named = new HashMap<>();
    private final List<Line> ends = new ArrayList<>();
    private Optional<RouteTree> placeholder = Optional.empty();

    private RouteTree() {}

    private record Line(int place, HandledRoute route, List<String> methods, PathMatcher matcher) {}

    /// A line, with the path of a request that belongs to it.
    record Match(HandledRoute route, RoutedPath path) {}

    static RouteTree of(List<HandledRoute> routes) {
        var tree = new RouteTree();
        for (int place = 0; place < routes.size(); place++) {
            HandledRoute route = routes.get(place);
            var line = new Line(place, route, route.methods(), PathMatchers.create(route.path()));
            tree.add(segments(route.path()), line);
        }
        return tree;
    }

    /// The line of a request.
    Optional<Match> find(String method, UriPath path) {
        for (Line line : candidates(path)) {
            if (line.methods().contains(method)) {
                MatchResult match = line.matcher().match(path);
                if (match.accepted()) {
                    return Optional.of(new Match(line.route(), match.path()));
                }
            }
        }
        return Optional.empty();
    }

    /// The methods of the lines that a path belongs to.
    List<String> methods(UriPath path) {
        return candidates(path).stream()
                .filter(line -> line.matcher().match(path).accepted())
                .flatMap(line -> line.methods().stream())
                .distinct()
                .toList();
    }

    /// The lines whose named segments are those of a path, in the order of the table.
    private List<Line> candidates(UriPath path) {
        List<RouteTree> reached = List.of(this);
        for (String segment : segments(path.path())) {
            reached = below(reached, segment);
        }
        return reached.size() == 1
                ? reached.getFirst().ends
                : reached.stream()
                        .flatMap(tree -> tree.ends.stream())
                        .sorted(Comparator.comparingInt(Line::place))
                        .toList();
    }

    private static List<RouteTree> below(List<RouteTree> trees, String segment) {
        var below = new ArrayList<RouteTree>();
        for (RouteTree tree : trees) {
            Optional.ofNullable(tree.named.get(segment)).ifPresent(below::add);
            tree.placeholder.ifPresent(below::add);
        }
        return below;
    }

    private void add(List<String> segments, Line line) {
        if (segments.isEmpty()) {
            ends.add(line);
            return;
        }
        String first = segments.getFirst();
        RouteTree next = first.contains("{") ? ofPlaceholder() : named.computeIfAbsent(first, _ -> new RouteTree());
        next.add(segments.subList(1, segments.size()), line);
    }

    private RouteTree ofPlaceholder() {
        RouteTree tree = placeholder.orElseGet(RouteTree::new);
        placeholder = Optional.of(tree);
        return tree;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
