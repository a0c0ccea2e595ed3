package dev.toolbridge.tests.document;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.wire.Call;
import java.util.List;
import java.util.stream.Stream;

/// The requests that documents show: the life of a note, a device, then tenants, keys, the audit log, batches, runs.
final class Moments {
    /// The placeholder of the last sync session's id.
    static final String SESSION = "<session>";

    /// The placeholder of the last API key's id.
    static final String KEY = "<key>";

    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String NOTE = "/v1/notes/" + UID;
    private static final String PUSHED = "{\"uid\":\"" + UID + "\",\"title\":\"Buy tea\","
            + "\"updatedTs\":\"2026-11-20T08:00:00Z\",\"sync\":{\"version\":1,\"isDeleted\":false}}";
    private static final String NAMELESS = "{\"title\":\"Nobody knows me\"}";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private static final List<Moment> LIFE = List.of(
            new Moment(
                    "create",
                    Call.of("POST", "/v1/notes")
                            .json("{\"uid\":\"" + UID
                                    + "\",\"title\":\"Groceries\",\"content\":\"Milk, bread\",\"tags\":[\"home\"]}")),
            new Moment("get", Call.of("GET", NOTE)),
            new Moment("get again", Call.of("GET", NOTE).with("If-None-Match", "\"1\"")),
            new Moment("list", Call.of("GET", "/v1/notes?limit=1&order=changed.desc")),
            new Moment("search", Call.of("GET", "/v1/search?q=bread+grocer&types=note,task&limit=5")),
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
            new Moment("difference", Call.of("GET", NOTE + "/history/6/diff?from=1")),
            new Moment(
                    "difference as text",
                    Call.of("GET", NOTE + "/history/6/diff?from=1").with("Accept", "text/plain")),
            new Moment("as of", Call.of("GET", NOTE + "?asOf=3")),
            new Moment(
                    "restore",
                    Call.of("POST", NOTE + "/restore").with("If-Match", "\"6\"").json("{\"version\":2}")),
            new Moment("all changes", Call.of("GET", "/v1/changes?uid=" + UID + "&operation=patch&limit=2")),
            new Moment("delete", Call.of("DELETE", NOTE)),
            new Moment("deleted", Call.of("GET", NOTE)),
            new Moment("problem", Call.of("GET", NOTE).with("Accept", "application/problem+json")),
            new Moment("health", Call.of("GET", "/health")));

    private static final List<Moment> DEVICE = List.of(
            new Moment("sync info", Call.of("GET", "/v1/sync/info")),
            new Moment("begin a sync session", Call.of("POST", "/v1/sync/sessions")),
            new Moment("show a sync session", Call.of("GET", "/v1/sync/sessions/" + SESSION)),
            new Moment(
                    "push",
                    inSession(Call.of("POST", "/v1/sync/tasks/push"))
                            .json("{\"items\":[" + PUSHED + "," + NAMELESS + "]}")),
            new Moment("pull", inSession(Call.of("GET", "/v1/sync/tasks/pull?limit=10"))),
            new Moment("changes", inSession(Call.of("GET", "/v1/sync/changes?limit=2"))),
            new Moment("sync state", Call.of("GET", "/v1/sync/state").with(WireHeader.SYNC_SESSION, SESSION)),
            new Moment(
                    "wipe",
                    Call.of("POST", "/v1/sync/wipe")
                            .with(WireHeader.SYNC_SESSION, SESSION)
                            .json("{\"confirm\":\"WIPE\"}")),
            new Moment("after a wipe", inSession(Call.of("GET", "/v1/sync/tasks/pull"))),
            new Moment("begin another sync session", Call.of("POST", "/v1/sync/sessions")),
            new Moment("end a sync session", Call.of("DELETE", "/v1/sync/sessions/" + SESSION)));

    private static final List<Moment> CREDENTIALS = List.of(
            new Moment("tenants", Call.of("GET", "/v1/auth/tenant")),
            new Moment(
                    "create a key",
                    Call.of("POST", "/v1/keys")
                            .json("{\"name\":\"Backup\",\"scopes\":[\"*:read\"],\"expiresInDays\":30}")),
            new Moment("list keys", Call.of("GET", "/v1/keys")),
            new Moment(
                    "replace a key",
                    Call.of("POST", "/v1/keys/" + KEY + "/rotate").json("{\"overlapDays\":1}")),
            new Moment("end a key", Call.of("DELETE", "/v1/keys/" + KEY)),
            new Moment("audit", Call.of("GET", "/v1/audit?limit=1")));

    private static final String LIST = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a60";
    private static final String TASK = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a61";

    private static final List<Moment> BATCHES = List.of(
            new Moment("batch", Call.of("POST", "/v1/batch").json("""
                {"operations":[
                  {"op":"create","type":"task_list","ref":"move","uid":"%s","payload":{"title":"Move"}},
                  {"op":"create","type":"task","uid":"%s",
                    "payload":{"title":"Pack","taskListUid":{"$ref":"move"}}},
                  {"op":"process","type":"task","uid":"%2$s","action":"start"}
                ]}\
                """.formatted(LIST, TASK))),
            new Moment("refused batch", Call.of("POST", "/v1/batch").json("""
                {"operations":[
                  {"op":"process","type":"task","uid":"%s","action":"complete"},
                  {"op":"patch","type":"task_list","uid":"%s","ifMatch":3,"payload":{"title":"Moved"}}
                ]}\
                """.formatted(TASK, LIST))),
            new Moment("batch with a condition", Call.of("POST", "/v1/batch").json("""
                {"operations":[
                  {"op":"process","type":"task","where":"taskListUid=eq.%s&status=neq.completed","expect":1,
                    "action":"complete"},
                  {"op":"restore","type":"task","uid":"%s","version":1}
                ]}\
                """.formatted(LIST, TASK))),
            new Moment("propose", Call.of("POST", "/v1/proposals").json("""
                {"title":"Say what to pack","reason":"The list was in the mail","operations":[
                  {"op":"patch","type":"task","uid":"%s","payload":{"title":"Pack books","priority":"high"}}
                ],"expiresIn":"P3D"}\
                """.formatted(TASK))),
            new Moment(
                    "approve by a program",
                    Call.of("POST", "/v1/proposals/" + TASK + "/approve").json("{\"seen\":\"00\"}")));

    private static final String MEMO = "/v1/notes/0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a62";
    private static final String EDITS = "application/vnd.toolbridge.edits+json";
    private static final String REVIEW = "weekly-review";

    private static final List<Moment> RUNS = List.of(
            new Moment(
                    "create in a run",
                    Call.of("POST", "/v1/notes").with(WireHeader.RUN, REVIEW).json("""
                        {"uid":"0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a62","title":"Week",
                          "content":"# Monday\\nBuy milk.\\n# Tuesday\\nCall Ann.\\n"}\
                        """)),
            new Moment(
                    "edit",
                    Call.of("PATCH", MEMO)
                            .with("Content-Type", EDITS)
                            .with(WireHeader.RUN, REVIEW)
                            .body("""
                                {"edits":[
                                  {"op":"replace","field":"content","find":"milk","text":"oat milk"},
                                  {"op":"section","field":"content","heading":["Tuesday"],"text":"Call Bob.\\n"}
                                ]}\
                                """)),
            new Moment(
                    "missed edit",
                    Call.of("PATCH", MEMO).with("Content-Type", EDITS).body("""
                        {"edits":[{"op":"after","field":"content","find":"buy oat  milk","text":" and eggs"}]}\
                        """)),
            new Moment(
                    "merge",
                    Call.of("PATCH", MEMO)
                            .with("If-Match", "\"1\"")
                            .with("Prefer", "merge")
                            .json("{\"content\":\"# Monday\\nBuy milk and tea.\\n# Tuesday\\nCall Ann.\\n\"}")),
            new Moment("runs", Call.of("GET", "/v1/runs?limit=1")),
            new Moment("run", Call.of("GET", "/v1/runs/" + REVIEW + "?limit=1")),
            new Moment(
                    "dry run of an undo",
                    Call.of("POST", "/v1/runs/" + REVIEW + "/undo").json("{\"dryRun\":true}")));

    static final List<Moment> ALL = Stream.of(LIFE, DEVICE, CREDENTIALS, BATCHES, RUNS)
            .flatMap(List::stream)
            .toList();

    private Moments() {}

    private static Call inSession(Call call) {
        return call.with(WireHeader.SYNC_SESSION, SESSION).with(WireHeader.SYNC_EPOCH, "1");
    }

    /// A request, and its name in documents.
    record Moment(String name, Call call) {}
}
