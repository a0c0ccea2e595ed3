package dev.toolbridge.tests.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main promise: one command serves a workspace for an assistant and a REST client, and nothing is lost.
class WorkspaceTest {
    private static final int TOOLS = 48;
    private static final List<String> TYPES_WITH_TOOLS = List.of("note", "task", "comment", "chat", "chat_message");

    @TempDir
    private Path folder;

    @Test
    void anAssistantKeepsDocumentsThatRestReadsBackAndARestartKeeps() {
        var toolbridge = new Toolbridge(folder);
        var before = new HashMap<User, Map<String, Object>>();
        try (var program = toolbridge.up()) {
            var addresses = Addresses.of(toolbridge);
            for (User user : users(toolbridge)) {
                work(addresses, user);
                before.put(user, everything(rest(addresses, user)));
            }
            assertThat(program.stop()).as(program::output).isZero();
        }

        toolbridge.upDetached();
        try {
            var addresses = Addresses.of(toolbridge);
            assertThat(before).allSatisfy((user, all) -> assertThat(everything(rest(addresses, user)))
                    .isEqualTo(all));
        } finally {
            toolbridge.answer("down");
        }
        assertThat(toolbridge.status().path("state").asText()).isEqualTo("stopped");
    }

    /// One user for each transport.
    private static List<User> users(Toolbridge toolbridge) {
        return List.of(
                new User("ann", Transport.STREAMABLE_HTTP, toolbridge.token("ann")),
                new User("ben", Transport.SSE, toolbridge.token("ben")));
    }

    /// A session over one transport, as a user of its own.
    private static void work(Addresses addresses, User user) {
        var rest = rest(addresses, user);
        try (var assistant = Assistant.connect(user.transport(), addresses.sidecar(), user.token())) {
            assertThat(assistant.tools()).hasSize(TOOLS);
            var kept = Library.documents().stream()
                    .map(document -> KeptDocument.keep(document, assistant))
                    .toList();
            var chat = talk(assistant, kept);
            var lived = callEveryTool(assistant, kept.getFirst(), chat);
            askAndChangeMany(assistant, kept.getFirst());
            rememberAndForget(assistant);

            assertThat(assistant.called()).containsExactlyInAnyOrderElementsOf(assistant.tools());
            kept.forEach(document -> readBack(rest, document));
            rest.get("/v1/chat_messages").then().statusCode(200).body("items.size()", equalTo(kept.size()));
            kept.forEach(document -> findAuthor(rest, user, document));
            lived.forEach((plural, uid) -> findLife(rest, plural, uid));
        }
    }

    /// A chat about the documents, with a message on each.
    private static String talk(Assistant assistant, List<KeptDocument> kept) {
        String chat = assistant
                .call(
                        "create_chat",
                        Map.of("title", "About the documents", "participants", List.of("keeper", "reader")))
                .path("uid")
                .textValue();
        for (KeptDocument document : kept) {
            assistant.call(
                    "create_chat_message",
                    Map.of(
                            "chat_uid",
                            chat,
                            "sender",
                            "keeper",
                            "content",
                            "I kept " + document.document().path() + " 📚"));
        }
        return chat;
    }

    /// Calls every tool of every type, and returns the uids of the items by path.
    private static Map<String, String> callEveryTool(Assistant assistant, KeptDocument kept, String chat) {
        var parents = Map.<String, Map<String, Object>>of(
                "comment", Map.of("parent_type", "note", "parent_uid", kept.note()),
                "chat_message", Map.of("chat_uid", chat));
        var lived = new TreeMap<String, String>();
        for (String name : TYPES_WITH_TOOLS) {
            var type = Entities.named(name);
            lived.put(type.plural(), new EveryTool(type, parents.getOrDefault(name, Map.of())).live(assistant));
        }
        return lived;
    }

    /// Calls the tools over all types.
    private static void askAndChangeMany(Assistant assistant, KeptDocument kept) {
        var hits = assistant.call("search", Map.of("q", kept.document().title(), "types", List.of("note")));
        assertThat(hits.path("hits").findValuesAsText("uid")).contains(kept.note());
        var counts = assistant.call("count_items", Map.of("by", List.of("type")));
        assertThat(counts.path("groups").findValuesAsText("type")).contains("note", "task", "comment", "chat");
        var changes = assistant.call(
                "apply_changes",
                Map.of(
                        "operations",
                        List.of(Map.of("op", "create", "type", "note", "payload", Map.of("title", "Many")))));
        assertThat(changes.path("applied").asBoolean()).isTrue();
        String many = changes.findPath("uid").asText();
        var edit = Map.of("field", "title", "op", "replace", "find", "Many", "text", "More");
        assertThat(assistant
                        .call("edit_text", Map.of("type", "note", "uid", many, "edits", List.of(edit)))
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(assistant
                        .call("undo_run", Map.of("dry_run", true))
                        .path("confirm")
                        .asText())
                .isNotEmpty();
    }

    private static void rememberAndForget(Assistant assistant) {
        String memory = assistant
                .call("remember", Map.of("content", "Documents are kept as notes", "key", "kept-as"))
                .path("uid")
                .asText();
        assertThat(assistant
                        .call("recall", Map.of("q", "kept-as"))
                        .path("memories")
                        .findValuesAsText("uid"))
                .containsExactly(memory);
        assistant.call("forget", Map.of("uid", memory));
        assertThat(assistant.call("recall", Map.of("q", "kept-as")).path("memories"))
                .isEmpty();
    }

    private static void readBack(RequestSpecification rest, KeptDocument kept) {
        rest.get("/v1/notes/" + kept.note())
                .then()
                .statusCode(200)
                .body("payload.title", equalTo(kept.document().title()))
                .body("payload.content", equalTo(kept.document().text()))
                .body("payload.path", equalTo(kept.document().path()))
                .body("payload.tags", hasItem("markdown"));
        rest.get("/v1/tasks/" + kept.task())
                .then()
                .statusCode(200)
                .body("payload.note", equalTo(kept.note()))
                .body("payload.dueDate", equalTo("2027-01-31"));
        rest.get("/v1/comments/" + kept.comments().getLast())
                .then()
                .statusCode(200)
                .body("payload.parentUid", equalTo(kept.task()))
                .body("payload.content", equalTo("Not yet – später – あとで"));
    }

    /// The journal names the user of the token, and the claimed client, tool and run.
    private static void findAuthor(RequestSpecification rest, User user, KeptDocument kept) {
        rest.get("/v1/notes/" + kept.note() + "/history")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].operation", equalTo("create"))
                .body("items[0].actor.user", equalTo(user.name()))
                .body("items[0].actor.claimed_client", startsWith(Assistant.NAME))
                .body("items[0].actor.claimed_tool", equalTo("create_note"))
                .body("items[0].actor.claimed_run", not(equalTo("")));
    }

    private static void findLife(RequestSpecification rest, String plural, String uid) {
        String name = Entities.ALL.stream()
                .filter(type -> type.plural().equals(plural))
                .findFirst()
                .orElseThrow()
                .name();
        List<String> tools = rest.get("/v1/" + plural + "/" + uid + "/history").path("items.actor.claimed_tool");
        assertThat(tools)
                .isEqualTo(Stream.of("delete_", "archive_", "process_", "patch_", "update_", "create_")
                        .map(verb -> verb + name)
                        .toList());
    }

    /// All items of a user, deleted ones included, by path.
    private static Map<String, Object> everything(RequestSpecification rest) {
        var all = new TreeMap<String, Object>();
        for (var type : Entities.ALL) {
            all.put(
                    type.plural(),
                    rest.get("/v1/" + type.plural() + "?includeDeleted=true&limit=1000")
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("items"));
        }
        return all;
    }

    private static RequestSpecification rest(Addresses addresses, User user) {
        return given().baseUri(addresses.api()).auth().oauth2(user.token());
    }

    /// A user with an assistant.
    private record User(String name, Transport transport, String token) {}

    /// The addresses of the two servers.
    private record Addresses(String api, String sidecar) {

        static Addresses of(Toolbridge toolbridge) {
            return new Addresses(toolbridge.addressOf("api"), toolbridge.addressOf("sidecar"));
        }
    }
}
