package dev.toolbridge.tests.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;

/// A new user who sends batches, and the parts of their bodies.
record BatchClient(SyncClient user) {

    static BatchClient ofNewUser() {
        return new BatchClient(SyncClient.of(RunningApi.instance()));
    }

    /// Sends operations with options such as `"mode":"each"`.
    Reply batch(String options, String... operations) {
        return user.send(call(options, operations));
    }

    static Call call(String options, String... operations) {
        String before = options.isEmpty() ? "" : options + ",";
        return Call.of("POST", "/v1/batch")
                .json("{" + before + "\"operations\":[" + String.join(",", operations) + "]}");
    }

    /// The uid of a new note.
    String note(String json) {
        return user.post("/v1/notes", json).at("/uid").textValue();
    }

    /// The number of notes that are not deleted.
    int notes() {
        return user.get("/v1/notes?limit=1000").at("/items").size();
    }

    /// An operation that creates a note.
    static String creation(String payload) {
        return "{\"op\":\"create\",\"type\":\"note\",\"payload\":" + payload + "}";
    }

    /// An operation that creates a comment on a new note.
    static String comment(String ref) {
        return "{\"op\":\"create\",\"type\":\"comment\",\"payload\":{\"parentType\":\"note\",\"parentUid\":{\"$ref\":\""
                + ref + "\"}}}";
    }

    /// An operation on a note.
    static String op(String op, String uid, String more) {
        String end = more.isEmpty() ? "}" : "," + more + "}";
        return "{\"op\":\"" + op + "\",\"type\":\"note\",\"uid\":\"" + uid + "\"" + end;
    }

    static List<Integer> numbers(Reply reply, String member) {
        return reply.at("/results")
                .valueStream()
                .map(result -> result.path(member).intValue())
                .toList();
    }

    static List<String> texts(JsonNode list, String member) {
        return list.valueStream().map(entry -> entry.path(member).asText()).toList();
    }
}
