package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.patch;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import java.util.List;
import java.util.stream.Stream;

/// The parents of comments and chat messages must exist and be live.
final class ParentScenarios {
    private static final String PATH = "/v1/<plural>";
    private static final String ITEM = PATH + "/<live>";

    private static final List<Scenario> COMMENTS = List.of(
            refused(post("comment on nothing", PATH).body("{\"content\":\"a\"}"), "missing parentType"),
            refused(
                    post("comment with a null parent type", PATH)
                            .body("{\"parentType\":null,\"parentUid\":\"<missing>\"}"),
                    "missing parentType"),
            refused(post("comment without a parent", PATH).body("{\"parentType\":\"note\"}"), "missing parentUid"),
            refused(
                    post("comment on what cannot have comments", PATH)
                            .body("{\"parentType\":\"chat\",\"parentUid\":\"<missing>\"}"),
                    "invalid parent_type: chat (must be 'note' or 'task')"),
            refused(
                    post("comment on an invalid uid", PATH).body("{\"parentType\":\"note\",\"parentUid\":\"abc\"}"),
                    "invalid parentUid"),
            refused(
                    post("comment on a note that is not there", PATH)
                            .body("{\"parentType\":\"note\",\"parentUid\":\"<missing>\"}"),
                    "parent note not found: <missing>"),
            refused(
                    post("comment on a task that is not there", PATH)
                            .body("{\"parentType\":\"task\",\"parentUid\":\"<missing>\"}"),
                    "parent task not found: <missing>"),
            refused(
                    post("comment on a note as if it were a task", PATH)
                            .body("{\"parentType\":\"task\",\"parentUid\":\"<liveNote>\"}"),
                    "parent task not found: <liveNote>"),
            refused(
                    post("comment on a deleted note", PATH)
                            .body("{\"parentType\":\"note\",\"parentUid\":\"<deletedNote>\"}"),
                    "parent note not found: <deletedNote>"),
            refused(
                    post("comment on somebody else's note", PATH)
                            .body("{\"parentType\":\"note\",\"parentUid\":\"<strangersNote>\"}"),
                    "parent note not found: <strangersNote>"),
            post("comment on a task", PATH)
                    .body("{\"parentType\":\"task\",\"parentUid\":\"<liveTask>\",\"content\":\"a\"}")
                    .answers(201)
                    .is("/payload/parentType", "task")
                    .is("/payload/parentUid", "<liveTask>"),
            put("replace a comment by one without a parent: the stored one stays", ITEM)
                    .body("{\"content\":\"a\"}")
                    .is("/payload/content", "a")
                    .is("/payload/parentType", "note")
                    .is("/payload/parentUid", "<liveNote>"),
            put("replace a comment by one with null for a parent: the stored one stays", ITEM)
                    .body("{\"content\":\"a\",\"parentType\":null,\"parentUid\":null}")
                    .is("/payload/parentUid", "<liveNote>"),
            refused(
                    put("replace a comment by one with half a parent", ITEM).body("{\"parentUid\":\"<liveTask>\"}"),
                    "missing parentType"),
            put("replace a comment by one on a task", ITEM)
                    .body("{\"parentType\":\"task\",\"parentUid\":\"<liveTask>\"}")
                    .is("/payload/parentUid", "<liveTask>"),
            refused(
                    patch("move a comment to a note that is not there", ITEM).body("{\"parentUid\":\"<missing>\"}"),
                    "parent note not found: <missing>"),
            refused(patch("take a comment's parent away", ITEM).body("{\"parentUid\":null}"), "missing parentUid"),
            patch("move a comment to another note", ITEM)
                    .body("{\"parentUid\":\"<liveNote>\"}")
                    .is("/payload/parentUid", "<liveNote>"));

    private static final List<Scenario> MESSAGES = List.of(
            refused(post("message to no chat", PATH).body("{\"content\":\"a\"}"), "missing chatUid"),
            refused(post("message to a null chat", PATH).body("{\"chatUid\":null}"), "missing chatUid"),
            refused(post("message to an invalid uid", PATH).body("{\"chatUid\":\"abc\"}"), "invalid chatUid: abc"),
            refused(
                    post("message to a chat that is not there", PATH).body("{\"chatUid\":\"<missing>\"}"),
                    "parent chat not found: <missing>"),
            refused(
                    post("message to a note", PATH).body("{\"chatUid\":\"<liveNote>\"}"),
                    "parent chat not found: <liveNote>"),
            refused(
                    post("message to a deleted chat", PATH).body("{\"chatUid\":\"<deletedChat>\"}"),
                    "parent chat not found: <deletedChat>"),
            refused(
                    post("message to somebody else's chat", PATH).body("{\"chatUid\":\"<strangersChat>\"}"),
                    "parent chat not found: <strangersChat>"),
            put("replace a message by one without a chat: the stored one stays", ITEM)
                    .body("{\"content\":\"a\"}")
                    .is("/payload/content", "a")
                    .is("/payload/chatUid", "<liveChat>"),
            refused(
                    put("replace a message by one with an invalid chat", ITEM).body("{\"chatUid\":\"abc\"}"),
                    "invalid chatUid: abc"),
            refused(
                    patch("move a message to a chat that is not there", ITEM).body("{\"chatUid\":\"<missing>\"}"),
                    "parent chat not found: <missing>"));

    private ParentScenarios() {}

    static Stream<Scenario> table(EntityType type) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> Stream.of();
            case Parent.Chosen _ -> COMMENTS.stream();
            case Parent.Required _ -> MESSAGES.stream();
        };
    }

    private static Scenario refused(Scenario scenario, String text) {
        return scenario.answers(400).is("/error", text);
    }
}
