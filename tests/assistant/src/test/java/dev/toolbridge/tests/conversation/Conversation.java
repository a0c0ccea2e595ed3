package dev.toolbridge.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A job of a person's assistants, step by step as its file says, and the look at the workspace afterwards.
final class Conversation {
    private static final String ASSISTANT = "assistant";

    private final JsonNode script;
    private final Person person;
    private final LossyRelay relay;
    private final Server sidecar;
    private final Names names = new Names();
    private final Map<String, WireSession> sessions = new HashMap<>();

    Conversation(JsonNode script, Person person, Server sidecar, LossyRelay relay) {
        this.script = script;
        this.person = person;
        this.sidecar = sidecar;
        this.relay = relay;
    }

    void play() {
        for (JsonNode written : script.path("steps")) {
            JsonNode step = names.filled(written);
            if (step.has("tool")) {
                use(step);
            } else {
                send(step);
            }
        }
        look();
    }

    private void use(JsonNode step) {
        JsonNode result = resultOf(step);
        String text = result.at("/content/0/text").asText(result.toString());
        assertThat(result.path("isError").asBoolean() || result.has("error"))
                .as("%s: %s", step, text)
                .isEqualTo(step.path("refused").asBoolean());
        finish(step, text, result.path("structuredContent"));
    }

    private JsonNode resultOf(JsonNode step) {
        WireSession session = sessions.computeIfAbsent(step.path("by").asText(ASSISTANT), this::opened);
        String tool = step.path("tool").asText();
        JsonNode arguments = step.path("arguments");
        return switch (step.path("mishap").asText()) {
            case "delivered twice" -> session.callTwice(tool, arguments);
            case "answer lost" -> {
                session.lose(tool, arguments);
                yield session.call(tool, arguments);
            }
            case "answer of the API lost" -> {
                relay.lose(step.path("times").asInt(1));
                JsonNode result = session.call(tool, arguments);
                assertThat(relay.left()).as("answers that were not lost").isZero();
                yield result;
            }
            case "session ends" -> {
                session.beginAnew();
                yield session.call(tool, arguments);
            }
            case "" -> session.call(tool, arguments);
            case String other -> throw new AssertionError("no such mishap: " + other);
        };
    }

    private WireSession opened(String name) {
        JsonNode described = script.path("assistants").path(name);
        String token = person.token(name, described.path("scopes").asText());
        return new WireSession(sidecar, described.path("address").asText("/mcp"), token);
    }

    /// A request of the person, or of a program with one of their tokens.
    private void send(JsonNode step) {
        List<String> words = List.of(step.path("rest").asText().split(" ", -1));
        Call call = Call.of(words.get(0), words.get(1));
        Call whole = step.has("body") ? call.json(step.path("body").toString()) : call;
        Reply reply = person.send(whole, tokenOf(step.path("as").asText("person")));
        int expected = step.path("status").asInt(reply.status() / 100 == 2 ? reply.status() : 200);
        assertThat(reply.status()).as("%s: %s", step, reply).isEqualTo(expected);
        finish(step, reply.body(), reply.json());
    }

    private String tokenOf(String name) {
        return switch (name) {
            case "person" -> person.token();
            case "approver" -> person.approver();
            case "acting party" -> person.actingApprover();
            default ->
                person.token(
                        name,
                        script.path("assistants").path(name).path("scopes").asText());
        };
    }

    private void finish(JsonNode step, String text, JsonNode structure) {
        new Essentials(step).check(text, structure);
        step.path("keeps").forEachEntry((name, pointer) -> {
            JsonNode value = structure.at(pointer.asText());
            assertThat(value.isMissingNode()).as("%s in %s", pointer, structure).isFalse();
            names.keep(name, value.asText());
        });
    }

    /// Compares the workspace with its description: all present items of the named types, and the number of changes.
    private void look() {
        names.filled(script.path("after")).forEachEntry((plural, expected) -> {
            JsonNode found = person.send(Call.of("GET", "/v1/" + plural + "?limit=200"), person.token())
                    .json();
            if (plural.equals("changes")) {
                assertThat(found.path("changes")).as(found.toString()).hasSize(expected.asInt());
            } else {
                compare(expected, found.path("items"));
            }
        });
    }

    private static void compare(JsonNode expected, JsonNode items) {
        assertThat(items).as(items.toString()).hasSize(expected.size());
        for (JsonNode one : expected) {
            assertThat(items.valueStream().filter(item -> fits(item.path("payload"), one)))
                    .as("%s among %s", one, items)
                    .hasSize(1);
        }
    }

    /// Null in the description stands for a field that is missing.
    private static boolean fits(JsonNode payload, JsonNode expected) {
        return expected.propertyStream()
                .allMatch(field -> field.getValue().isNull()
                        ? !payload.has(field.getKey())
                        : JsonValues.same(payload.path(field.getKey()), field.getValue()));
    }
}
