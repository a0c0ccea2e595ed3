package dev.toolbridge.tests.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Requests and what a running server really answers, in the order of a note's life.
final class RecordedAnswers {
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> SHOWN_HEADERS =
            List.of("Content-Type", "ETag", "Allow", "WWW-Authenticate", WireHeader.SYNC_EPOCH, "Retry-After");
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String NOTE = "/v1/notes/" + UID;
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final RunningApi api = RunningApi.instance();
    private final String token = api.tokens().of("ada");

    /// What is recorded: what the document calls it, and the request.
    private static final List<Moment> LIFE = List.of(
            new Moment(
                    "create",
                    Call.of("POST", "/v1/notes")
                            .json("{\"uid\":\"" + UID
                                    + "\",\"title\":\"Groceries\",\"content\":\"Milk, bread\",\"tags\":[\"home\"]}")),
            new Moment("get", Call.of("GET", NOTE)),
            new Moment("get again", Call.of("GET", NOTE).with("If-None-Match", "\"1\"")),
            new Moment("list", Call.of("GET", "/v1/notes?limit=1&order=changed.desc")),
            new Moment(
                    "replace", Call.of("PUT", NOTE).json("{\"title\":\"Groceries\",\"content\":\"Milk, bread, tea\"}")),
            new Moment(
                    "patch",
                    Call.of("PATCH", NOTE)
                            .with("If-Match", "\"2\"")
                            .with(WireHeader.CLIENT, "kitchen-tablet")
                            .json("{\"colour\":\"green\"}")),
            new Moment(
                    "merge patch",
                    Call.of("PATCH", NOTE).with("Content-Type", MERGE_PATCH).body("{\"colour\":null}")),
            new Moment("archive", Call.of("POST", NOTE + "/archive")),
            new Moment(
                    "process",
                    Call.of("POST", NOTE + "/process").json("{\"action\":\"pin\",\"metadata\":{\"why\":\"party\"}}")),
            new Moment("stale", Call.of("PUT", NOTE).with("If-Match", "\"2\"").json("{\"title\":\"Too late\"}")),
            new Moment("history", Call.of("GET", NOTE + "/history?limit=2")),
            new Moment("version", Call.of("GET", NOTE + "/history/1")),
            new Moment("delete", Call.of("DELETE", NOTE)),
            new Moment("deleted", Call.of("GET", NOTE)),
            new Moment("problem", Call.of("GET", NOTE).with("Accept", "application/problem+json")),
            new Moment("health", Call.of("GET", "/health")));

    /// Plays the whole life once; what was recorded, by name.
    Map<String, String> play() {
        var recorded = new LinkedHashMap<String, String>();
        LIFE.forEach(moment -> recorded.put(moment.name(), shown(moment.call(), send(moment.call()))));
        return recorded;
    }

    static Stream<String> names() {
        return LIFE.stream().map(Moment::name);
    }

    /// Two recordings are the same when they differ in times, cursors and made-up ids only.
    static String comparable(String recorded) {
        return recorded.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("(\"(?:correlation_id|nextCursor)\" : )\"[^\"]*\"", "$1\"ANY\"");
    }

    private Reply send(Call call) {
        return api.server().send(call.with("Authorization", "Bearer " + token));
    }

    private static String shown(Call call, Reply reply) {
        String request = Stream.of(
                        Stream.of(call.method() + " " + call.path()),
                        call.headers().stream().map(header -> header.getKey() + ": " + header.getValue()),
                        call.body().stream().map(body -> "\n" + new String(body, StandardCharsets.UTF_8)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
        return "```http\n" + request + "\n```\n\n```http\n" + answer(reply) + "\n```\n";
    }

    private static String answer(Reply reply) {
        String head = Stream.concat(
                        Stream.of("HTTP/1.1 " + reply.status()),
                        SHOWN_HEADERS.stream()
                                .flatMap(name -> reply.header(name).stream().map(value -> name + ": " + value)))
                .collect(Collectors.joining("\n"));
        return reply.body().isEmpty() ? head : head + "\n\n" + pretty(reply.body());
    }

    /// JSON as the documents show it.
    static String pretty(String json) {
        try {
            return PRETTY.writeValueAsString(PRETTY.readTree(json));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + json, malformed);
        }
    }

    private record Moment(String name, Call call) {}
}
