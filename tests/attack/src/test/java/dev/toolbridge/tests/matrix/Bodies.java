package dev.toolbridge.tests.matrix;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.wire.JsonValues;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A body that every route accepts, since payloads are open.
final class Bodies {

    private Bodies() {}

    /// An item of any type, with parents.
    static String item(String text, String noteUid, String chatUid) {
        String quoted = JsonValues.quoted(text);
        return "{\"title\":" + quoted + ",\"name\":" + quoted + ",\"content\":" + quoted + ",\"memoryType\":\"fact\""
                + ",\"parentType\":\"note\",\"parentUid\":\"" + noteUid + "\",\"chatUid\":\"" + chatUid + "\"}";
    }

    /// Commands of every kind about one thing: read it, act on it, push it.
    static String orders(String uid, Victim victim) {
        String item = item("taken", victim.uid("notes"), victim.uid("chats"));
        String members = item.substring(1, item.length() - 1);
        return "{\"uid\":\"" + uid + "\"," + members
                + ",\"action\":\"archive\",\"version\":1,\"overlapDays\":0,\"items\":[{\"uid\":\"" + uid + "\","
                + members
                + ",\"updatedTs\":\"2030-01-01T00:00:00Z\",\"sync\":{\"version\":9}}]}";
    }

    /// A decision about a proposal, or the undo of a run.
    static String decision(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "approve" -> "{\"seen\":\"" + "0".repeat(64) + "\",\"rest\":\"accepted\"}";
            case "decisions" -> "{\"h1\":\"accepted\"}";
            case "undo" -> "{}";
            default -> "{\"reason\":\"taken\"}";
        };
    }

    /// A change of a project, or of who belongs to it.
    static String ofProject(String path) {
        return switch (path.replaceAll("^/v1/projects(/[0-9a-f-]{36})?|/[0-9a-f-]{36}$", "")) {
            case "/members", "/invitations" -> "{\"role\":\"owner\"}";
            case "/tokens" -> "{\"name\":\"taken\",\"scopes\":[\"read\"]}";
            case "/mcp" -> "{\"preset\":\"founder\"}";
            case "/join" -> "{\"code\":\"taken\"}";
            case "/restore", "/ownership" -> "{}";
            default -> "{\"name\":\"taken\"}";
        };
    }

    /// A batch of everything that can be done to one thing, and to children of the victim's, with all items shown.
    static String batch(String uid, Victim victim) {
        String item = item("taken", victim.uid("notes"), victim.uid("chats"));
        String operations = Entities.ALL.stream()
                .flatMap(type -> Stream.of(
                        "{\"op\":\"create\",\"type\":\"" + type.name() + "\",\"payload\":" + item + "}",
                        operation("patch", type, uid, ",\"payload\":{\"title\":\"taken\"}"),
                        operation("replace", type, uid, ",\"payload\":" + item),
                        operation("archive", type, uid, ""),
                        operation("delete", type, uid, "")))
                .collect(Collectors.joining(","));
        return "{\"mode\":\"each\",\"return\":\"items\",\"operations\":[" + operations + "]}";
    }

    private static String operation(String op, EntityType type, String uid, String more) {
        return "{\"op\":\"" + op + "\",\"type\":\"" + type.name() + "\",\"uid\":\"" + uid + "\"" + more + "}";
    }
}
