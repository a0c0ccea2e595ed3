package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.JsonValues;

/// A body that every route accepts, since payloads are open.
final class Bodies {

    private Bodies() {}

    /// An item of any type, with parents.
    static String item(String text, String noteUid, String chatUid) {
        String quoted = JsonValues.quoted(text);
        return "{\"title\":" + quoted + ",\"name\":" + quoted + ",\"content\":" + quoted
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
}
