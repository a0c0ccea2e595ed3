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

/// The real answers of a running server to the requests that documents show.
final class RecordedAnswers {
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> SHOWN_HEADERS =
            List.of("Content-Type", "ETag", "Allow", "WWW-Authenticate", WireHeader.SYNC_EPOCH, "Retry-After");

    private static final String MADE_UP =
            "correlation_id|nextCursor|confirm|id|userId|replacedBy|replaces|object|request|hash|hint|seen|reviewUrl";

    private final RunningApi api = RunningApi.instance();
    private final String token = api.tokens().of("ada");
    private String session = "";
    private String key = "";

    /// Plays the whole life once, and returns the recordings by name.
    Map<String, String> play() {
        var recorded = new LinkedHashMap<String, String>();
        Moments.ALL.forEach(moment -> recorded.put(moment.name(), shown(moment.call(), send(moment.call()))));
        return recorded;
    }

    static Stream<String> names() {
        return Moments.ALL.stream().map(Moments.Moment::name);
    }

    /// The text without times, cursors, made-up ids and rates of a test server, which differ from run to run.
    static String comparable(String recorded) {
        return recorded.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("(\"(?:" + MADE_UP + ")\" : )\"[^\"]*\"", "$1\"ANY\"")
                .replaceAll("(\"(?:maxRequests|burst)\" : )\\d+", "$1ANY");
    }

    /// Sends a request with the last sync session's id in place of `<session>`, and likewise `<key>`.
    private Reply send(Call call) {
        var sent = new Call(call.method(), filled(call.path()), headers(call), call.body());
        var reply = api.server().send(sent.with("Authorization", "Bearer " + tokenFor(sent)));
        if (sent.method().equals("POST") && sent.path().equals("/v1/sync/sessions")) {
            session = reply.at("/id").textValue();
        }
        if (reply.body().contains("\"key\"")) {
            key = reply.at("/id").textValue();
        }
        return reply;
    }

    /// The token for a request; requests for keys and their log have a tenant without other events.
    private String tokenFor(Call call) {
        boolean ofKeys = call.path().startsWith("/v1/keys") || call.path().startsWith("/v1/audit");
        return ofKeys ? api.tokens().of("ada", "org_bakery") : token;
    }

    private List<Map.Entry<String, String>> headers(Call call) {
        return call.headers().stream()
                .map(header -> Map.entry(header.getKey(), filled(header.getValue())))
                .toList();
    }

    private String filled(String text) {
        return text.replace(Moments.SESSION, session).replace(Moments.KEY, key);
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
        return reply.body().isEmpty() ? head : head + "\n\n" + withoutKeys(body(reply));
    }

    private static String body(Reply reply) {
        boolean isText = reply.header("Content-Type")
                .filter(type -> type.startsWith("text/plain"))
                .isPresent();
        return isText ? reply.body().strip() : pretty(reply.body());
    }

    /// The text without keys, so that scanners for leaked keys find none here.
    private static String withoutKeys(String text) {
        return text.replaceAll("(fbk_(?:live|test)_)[0-9A-Za-z]{38}", "$1<38 letters and digits>");
    }

    /// The JSON as the documents show it.
    static String pretty(String json) {
        try {
            return PRETTY.writeValueAsString(PRETTY.readTree(json));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + json, malformed);
        }
    }
}
