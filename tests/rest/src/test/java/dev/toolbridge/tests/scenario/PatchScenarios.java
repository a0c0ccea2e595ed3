package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.patch;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import java.util.List;

/// `PATCH /v1/{plural}/{uid}`
final class PatchScenarios {
    private static final String ITEM = "/v1/<plural>/<live>";
    private static final String CHANGED = "/v1/<plural>/<changed>";
    private static final String MISSING = "/v1/<plural>/<missing>";
    private static final String DELETED = "/v1/<plural>/<deleted>";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    static final List<Scenario> TABLE = List.of(
            patch("patch", ITEM)
                    .body("{\"more\":{\"a\":1}}")
                    .header("ETag", "\"2\"")
                    .json("/version", "2")
                    .matches("/updatedAt", INSTANT)
                    .json("/payload/more", "{\"a\":1}")
                    .is("/payload/<text>", "a <text>")
                    .json("/payload/sync", "{\"version\":2,\"isDeleted\":false}"),
            patch("patch a named field", ITEM).body("{\"<text>\":\"new\"}").is("/payload/<text>", "new"),
            patch("patch nothing: a new version all the same", ITEM)
                    .body("{}")
                    .json("/version", "2")
                    .is("/payload/<text>", "a <text>"),
            patch("patch with null: it is stored", ITEM)
                    .body("{\"<text>\":null}")
                    .json("/payload/<text>", "null"),
            patch("patch: inner objects are replaced whole", "/v1/<plural>/<nested>")
                    .body("{\"inner\":{\"b\":2}}")
                    .json("/payload/inner", "{\"b\":2}"),
            patch("patch: the uid is the path's", ITEM)
                    .body("{\"uid\":\"<missing>\"}")
                    .is("/uid", "<live>")
                    .is("/payload/uid", "<live>"),
            patch("patch: the sync state is ours", CHANGED)
                    .body("{\"sync\":{\"version\":50,\"isDeleted\":true},\"updatedTs\":\"2001-01-01T00:00:00Z\"}")
                    .json("/version", "3")
                    .absent("/deletedAt")
                    .json("/payload/sync", "{\"version\":3,\"isDeleted\":false}")
                    .matches("/payload/updatedTs", "20[2-9].*"),
            patch("patch a note: the sync state shows in the payload", CHANGED)
                    .body("{\"version\":0,\"isDirty\":1}")
                    .json("/payload/version", "3")
                    .json("/payload/isDirty", "0")
                    .json("/payload/isDeleted", "0")
                    .onlyFor(type -> type.syncFields() == SyncFields.MIRRORED),
            patch("merge patch: null takes away", ITEM)
                    .with("Content-Type", MERGE_PATCH)
                    .body("{\"<text>\":null,\"never\":null}")
                    .json("/version", "2")
                    .absent("/payload/<text>")
                    .absent("/payload/never"),
            patch("merge patch: inner objects are merged", "/v1/<plural>/<nested>")
                    .with("Content-Type", MERGE_PATCH)
                    .body("{\"inner\":{\"a\":null,\"b\":2,\"deep\":{\"d\":4}},\"list\":[3]}")
                    .json("/payload/inner", "{\"b\":2,\"deep\":{\"c\":3,\"d\":4}}")
                    .json("/payload/list", "[3]"),
            patch("merge patch: an object takes the place of a value", "/v1/<plural>/<nested>")
                    .with("Content-Type", MERGE_PATCH)
                    .body("{\"list\":{\"a\":{\"b\":null}}}")
                    .json("/payload/list", "{\"a\":{}}"),
            patch("merge patch: uid and sync cannot be taken away", ITEM)
                    .with("Content-Type", MERGE_PATCH)
                    .body("{\"uid\":null,\"sync\":null}")
                    .is("/payload/uid", "<live>")
                    .json("/payload/sync", "{\"version\":2,\"isDeleted\":false}"),
            patch("merge patch with a character set", ITEM)
                    .with("Content-Type", MERGE_PATCH + "; charset=utf-8")
                    .body("{\"<text>\":null}")
                    .absent("/payload/<text>"),
            patch("patch without a content type", ITEM)
                    .with("Content-Type", "")
                    .body("{\"<text>\":null}")
                    .json("/payload/<text>", "null"),
            patch("patch by operations", ITEM)
                    .with("Content-Type", "application/json-patch+json")
                    .body("[{\"op\":\"remove\",\"path\":\"/title\"}]")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE),
            patch("patch the version one knows", CHANGED)
                    .with("If-Match", "\"2\"")
                    .body("{}")
                    .json("/version", "3"),
            patch("patch a stale version", CHANGED)
                    .with("If-Match", "1")
                    .body("{}")
                    .refused(ErrorCode.VERSION_MISMATCH, "version mismatch: version mismatch: expected 1, actual 2"),
            patch("patch a weak version: it never matches", CHANGED)
                    .with("If-Match", "W/\"2\"")
                    .body("{}")
                    .refused(ErrorCode.VERSION_MISMATCH),
            patch("patch what is not there", MISSING).body("{}").refused(ErrorCode.NOT_FOUND, "<label> not found"),
            patch("patch somebody else's", "/v1/<plural>/<strangers>")
                    .body("{}")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            patch("patch what was deleted", DELETED)
                    .body("{}")
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .json("/version", "2"),
            patch("order: the uid before the body", "/v1/<plural>/abc")
                    .body("{")
                    .refused(ErrorCode.INVALID_UID),
            patch("order: not there before the body", MISSING).body("{").refused(ErrorCode.NOT_FOUND),
            patch("order: deleted before the body", DELETED).body("{").refused(ErrorCode.DELETED),
            patch("order: the body before the version", CHANGED)
                    .with("If-Match", "1")
                    .body("{")
                    .refused(ErrorCode.INVALID_JSON, "invalid JSON"),
            patch("order: deleted before the version", DELETED)
                    .with("If-Match", "1")
                    .body("{}")
                    .refused(ErrorCode.DELETED));

    private PatchScenarios() {}
}
