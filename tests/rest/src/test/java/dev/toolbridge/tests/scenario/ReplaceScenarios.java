package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import java.util.List;

/// `PUT /v1/{plural}/{uid}`
final class ReplaceScenarios {
    private static final String ITEM = "/v1/<plural>/<live>";
    private static final String CHANGED = "/v1/<plural>/<changed>";
    private static final String MISSING = "/v1/<plural>/<missing>";
    private static final String DELETED = "/v1/<plural>/<deleted>";

    static final List<Scenario> TABLE = List.of(
            put("replace", ITEM)
                    .body("{<parents><comma>\"<text>\":\"new\",\"more\":[1]}")
                    .header("ETag", "\"2\"")
                    .is("/uid", "<live>")
                    .json("/version", "2")
                    .matches("/updatedAt", INSTANT)
                    .is("/payload/uid", "<live>")
                    .is("/payload/<text>", "new")
                    .json("/payload/more", "[1]")
                    .json("/payload/sync", "{\"version\":2,\"isDeleted\":false}"),
            put("replace: what is not named is gone", ITEM)
                    .body("{<parents><comma>\"more\":1}")
                    .absent("/payload/<text>"),
            put("replace a note: the sync state shows in the payload", ITEM)
                    .body("{\"isDirty\":1,\"isDeleted\":1,\"version\":77}")
                    .json("/payload/version", "2")
                    .json("/payload/isDirty", "0")
                    .json("/payload/isDeleted", "0")
                    .matches("/payload/remoteUpdatedAt", INSTANT)
                    .matches("/payload/lastSyncedAt", INSTANT)
                    .onlyFor(type -> type.syncFields() == SyncFields.MIRRORED),
            put("replace by the same: a new version all the same", ITEM)
                    .body("{<fields>}")
                    .json("/version", "2"),
            put("replace with the uid in the body", ITEM)
                    .body("{<fields>,\"uid\":\"<live>\"}")
                    .json("/version", "2"),
            put("replace with the uid in capitals in the body", ITEM)
                    .body("{<fields>,\"uid\":\"<LIVE>\"}")
                    .is("/payload/uid", "<live>"),
            put("replace with another uid in the body", ITEM)
                    .body("{<fields>,\"uid\":\"<missing>\"}")
                    .answers(400),
            put("replace: the client's own sync state and time do not count", CHANGED)
                    .body("{<fields>," + CreateScenarios.OWN_SYNC + "}")
                    .json("/version", "3")
                    .absent("/deletedAt")
                    .json("/payload/sync", "{\"version\":3,\"isDeleted\":false}")
                    .matches("/payload/updatedTs", "20[2-9].*"),
            put("replace the version one knows", CHANGED)
                    .with("If-Match", "2")
                    .body("{<fields>}")
                    .json("/version", "3"),
            put("replace the quoted version one knows", CHANGED)
                    .with("If-Match", "\"2\"")
                    .body("{<fields>}")
                    .json("/version", "3"),
            put("replace one of several versions", CHANGED)
                    .with("If-Match", "\"1\", \"2\"")
                    .body("{<fields>}")
                    .json("/version", "3"),
            put("replace any version", CHANGED)
                    .with("If-Match", "*")
                    .body("{<fields>}")
                    .json("/version", "3"),
            put("replace with an If-Match that cannot be read", CHANGED)
                    .with("If-Match", "latest")
                    .body("{<fields>}")
                    .json("/version", "3"),
            put("replace a stale version", CHANGED)
                    .with("If-Match", "1")
                    .body("{<fields>}")
                    .refused(ErrorCode.VERSION_MISMATCH, "version mismatch: version mismatch: expected 1, actual 2"),
            put("replace a stale quoted version", CHANGED)
                    .with("If-Match", "\"3\"")
                    .body("{<fields>}")
                    .refused(ErrorCode.VERSION_MISMATCH, "version mismatch: version mismatch: expected 3, actual 2"),
            put("replace none of several versions", CHANGED)
                    .with("If-Match", "\"1\", \"3\"")
                    .body("{<fields>}")
                    .refused(ErrorCode.VERSION_MISMATCH),
            put("replace a weak version: it never matches", CHANGED)
                    .with("If-Match", "W/\"2\"")
                    .body("{<fields>}")
                    .refused(ErrorCode.VERSION_MISMATCH),
            put("replace what is not there", MISSING)
                    .body("{<fields>}")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            put("replace any version of what is not there", MISSING)
                    .with("If-Match", "*")
                    .body("{<fields>}")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            put("replace somebody else's", "/v1/<plural>/<strangers>")
                    .body("{<fields>}")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            put("replace what was deleted", DELETED)
                    .body("{<fields>}")
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .matches("/deletedAt", INSTANT)
                    .json("/version", "2"),
            put("order: the uid before the body", "/v1/<plural>/abc")
                    .body("{")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            put("order: not there before the body", MISSING).body("{").refused(ErrorCode.NOT_FOUND),
            put("order: deleted before the body", DELETED).body("{").refused(ErrorCode.DELETED),
            put("order: the body before the version", CHANGED)
                    .with("If-Match", "1")
                    .body("{")
                    .refused(ErrorCode.INVALID_JSON, "invalid JSON"),
            put("order: not there before the version", MISSING)
                    .with("If-Match", "1")
                    .body("{<fields>}")
                    .refused(ErrorCode.NOT_FOUND),
            put("order: deleted before the version", DELETED)
                    .with("If-Match", "1")
                    .body("{<fields>}")
                    .refused(ErrorCode.DELETED),
            put("replace from plain text", ITEM)
                    .with("Content-Type", "text/plain")
                    .body("{<fields>}")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE));

    private ReplaceScenarios() {}
}
