package dev.toolbridge.console.session;

import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.ErrorAnswers;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Carries out calls of the API in memory: by the same lines of its route table, with their edge.
///
/// @param routes the lines as the server serves them
/// @param tokens make the credential of each call
record InMemoryCalls(List<Route> routes, PersonTokens tokens) implements ApiCalls {
    private static final List<String> JSON = List.of(Answer.JSON);
    private static final String LOOPBACK = "127.0.0.1";

    InMemoryCalls {
        routes = List.copyOf(routes);
    }

    /// A line that takes a request, and the values of its placeholders.
    private record Match(Route route, SequencedMap<String, String> parameters) {}

    @Override
    public ApiAnswer send(ApiRequest asked, Person person) {
        String id = UUID.randomUUID().toString();
        return new ApiAnswer(answer(asked, person, id), id);
    }

    private Answer answer(ApiRequest asked, Person person, String id) {
        try {
            Match match = routes.stream()
                    .filter(route -> route.method().equals(asked.method()))
                    .flatMap(route -> match(route, asked.segments()).stream())
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such path"));
            return match.route().endpoint().answer(request(asked, match, person, id));
        } catch (RuntimeException failure) {
            return ErrorAnswers.answer(failure, JSON, id);
        }
    }

    private static Optional<Match> match(Route route, List<String> segments) {
        List<String> parts = List.of(route.path().substring(1).split("/", -1));
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (int place = 0; place < parts.size(); place++) {
            String part = parts.get(place);
            if (part.startsWith("{")) {
                parameters.put(part.substring(1, part.length() - 1), segments.get(place));
            } else if (!part.equals(segments.get(place))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(route, parameters));
    }

    private Request request(ApiRequest asked, Match match, Person person, String id) {
        boolean isStream = asked.segments().getLast().equals("stream");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(asked.headers());
        headers.put("Accept", isStream ? "text/event-stream" : Answer.JSON);
        headers.put("Authorization", "Bearer " + (isStream ? tokens.ofStream(person) : tokens.of(person)));
        return new Request(
                asked.method(),
                "/" + String.join("/", asked.segments()),
                match.parameters(),
                asked.query(),
                name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).stream()
                        .toList(),
                new LimitedContent(asked.body(), match.route().bodyBytesMax()),
                LOOPBACK,
                id);
    }
}
