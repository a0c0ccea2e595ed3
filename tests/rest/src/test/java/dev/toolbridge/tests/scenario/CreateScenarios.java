package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.UUID;
import static dev.toolbridge.tests.scenario.Scenario.post;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import java.util.List;

/// `POST /v1/{plural}`
final class CreateScenarios {
    private static final String PATH = "/v1/<plural>";

    /// A sync state and times that a client may send; the server replaces them with its own.
    static final String OWN_SYNC = """
            "sync":{"version":99,"isDeleted":true,"deletedAt":"2001-01-01T00:00:00Z"},
            "updatedTs":"2001-01-01T00:00:00Z","updateTime":"2001-01-01T00:00:00Z"
            """;

    static final List<Scenario> TABLE = List.of(
            post("create", PATH)
                    .body("{<fields>}")
                    .answers(201)
                    .header("ETag", "\"1\"")
                    .header("Content-Type", "application/json")
                    .matches("/uid", UUID)
                    .json("/version", "1")
                    .matches("/updatedAt", INSTANT)
                    .absent("/deletedAt")
                    .is("/payload/<text>", "a <text>")
                    .matches("/payload/uid", UUID)
                    .matches("/payload/updatedTs", INSTANT)
                    .matches("/payload/updateTime", INSTANT)
                    .json("/payload/sync", "{\"version\":1,\"isDeleted\":false}"),
            post("create a note: the sync state shows in the payload", PATH)
                    .body("{<fields>}")
                    .answers(201)
                    .json("/payload/version", "1")
                    .json("/payload/isDirty", "0")
                    .json("/payload/isDeleted", "0")
                    .matches("/payload/remoteUpdatedAt", INSTANT)
                    .matches("/payload/lastSyncedAt", INSTANT)
                    .onlyFor(type -> type.syncFields() == SyncFields.MIRRORED),
            post("create anything else: the sync state stays apart", PATH)
                    .body("{<fields>}")
                    .answers(201)
                    .absent("/payload/version")
                    .absent("/payload/isDirty")
                    .absent("/payload/isDeleted")
                    .absent("/payload/remoteUpdatedAt")
                    .absent("/payload/lastSyncedAt")
                    .onlyFor(type -> type.syncFields() == SyncFields.APART),
            post("create with a uid of one's own", PATH)
                    .body("{<fields>,\"uid\":\"<fresh>\"}")
                    .answers(201)
                    .is("/uid", "<fresh>")
                    .is("/payload/uid", "<fresh>"),
            post("create with a uid in capitals", PATH)
                    .body("{<fields>,\"uid\":\"<FRESH>\"}")
                    .answers(201)
                    .is("/uid", "<fresh>")
                    .is("/payload/uid", "<fresh>"),
            post("create with a null uid", PATH)
                    .body("{<fields>,\"uid\":null}")
                    .answers(201)
                    .matches("/uid", UUID)
                    .matches("/payload/uid", UUID),
            post("create with an empty uid", PATH)
                    .body("{<fields>,\"uid\":\"\"}")
                    .answers(201)
                    .matches("/payload/uid", UUID),
            post("create with an invalid uid", PATH)
                    .body("{<fields>,\"uid\":\"1-1-1-1-1\"}")
                    .answers(201)
                    .matches("/payload/uid", UUID),
            post("create with a uid that is a number", PATH)
                    .body("{<fields>,\"uid\":7}")
                    .answers(201)
                    .matches("/payload/uid", UUID),
            post("create without a content type", PATH)
                    .with("Content-Type", "")
                    .body("{<fields>}")
                    .answers(201),
            post("create with a character set in the content type", PATH)
                    .with("Content-Type", "Application/JSON; charset=UTF-8")
                    .body("{<fields>}")
                    .answers(201),
            post("create from plain text", PATH)
                    .with("Content-Type", "text/plain")
                    .body("{<fields>}")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE),
            post("create from a form", PATH)
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .body("title=a")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE),
            post("create from a packed body", PATH)
                    .with("Content-Encoding", "gzip")
                    .body("{<fields>}")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE),
            post("create: the client's own sync state and time do not count", PATH)
                    .body("{<fields>," + OWN_SYNC + "}")
                    .answers(201)
                    .json("/version", "1")
                    .absent("/deletedAt")
                    .json("/payload/sync", "{\"version\":1,\"isDeleted\":false}")
                    .matches("/updatedAt", "20[2-9].*")
                    .matches("/payload/updatedTs", "20[2-9].*")
                    .matches("/payload/updateTime", "20[2-9].*"),
            post("create: the client's sync state may have any form", PATH)
                    .body("{<fields>,\"sync\":\"never\",\"updatedTs\":12}")
                    .answers(201)
                    .json("/payload/sync", "{\"version\":1,\"isDeleted\":false}"),
            post("create: unknown fields are kept", PATH)
                    .body("{<fields>,\"colour of mood\":{\"deep\":[null,true,{\"a\":[]}],\"\":0},\"nothing\":null}")
                    .answers(201)
                    .json("/payload/colour of mood", "{\"deep\":[null,true,{\"a\":[]}],\"\":0}")
                    .json("/payload/nothing", "null"),
            post("create again with the same payload", PATH)
                    .body("{<fields>,\"uid\":\"<live>\"}")
                    .answers(200)
                    .header("ETag", "\"1\"")
                    .is("/uid", "<live>")
                    .json("/version", "1")
                    .is("/payload/<text>", "a <text>"),
            post("create again with the same payload in other words", PATH)
                    .body("{\"uid\":\"<live>\" ,\n " + OWN_SYNC + ",<fields> }")
                    .answers(200)
                    .json("/version", "1"),
            post("create again with another payload", PATH)
                    .body("{<fields>,\"uid\":\"<live>\",\"more\":1}")
                    .refused(ErrorCode.EXISTS),
            post("create again what was deleted", PATH)
                    .body("{<fields>,\"uid\":\"<deleted>\"}")
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .json("/version", "2")
                    .matches("/deletedAt", INSTANT),
            post("create with a uid that somebody else uses", PATH)
                    .body("{<fields>,\"uid\":\"<strangers>\"}")
                    .answers(201)
                    .is("/uid", "<strangers>")
                    .json("/version", "1"));

    private CreateScenarios() {}
}
