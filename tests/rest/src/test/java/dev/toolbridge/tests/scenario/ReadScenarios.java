package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.get;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import java.util.List;

/// `GET /v1/{plural}/{uid}`
final class ReadScenarios {
    private static final String ITEM = "/v1/<plural>/<live>";

    static final List<Scenario> TABLE = List.of(
            get("get", ITEM)
                    .header("ETag", "\"1\"")
                    .header("Content-Type", "application/json")
                    .is("/uid", "<live>")
                    .json("/version", "1")
                    .matches("/updatedAt", INSTANT)
                    .absent("/deletedAt")
                    .is("/payload/uid", "<live>")
                    .is("/payload/<text>", "a <text>")
                    .matches("/payload/updatedTs", INSTANT)
                    .matches("/payload/updateTime", INSTANT)
                    .json("/payload/sync", "{\"version\":1,\"isDeleted\":false}"),
            get("get what was changed", "/v1/<plural>/<changed>")
                    .header("ETag", "\"2\"")
                    .json("/version", "2")
                    .json("/payload/sync/version", "2")
                    .is("/payload/<text>", "changed"),
            get("get by a uid in capitals", "/v1/<plural>/<LIVE>").is("/uid", "<live>"),
            get("get with the version one has", ITEM)
                    .with("If-None-Match", "\"1\"")
                    .answers(304)
                    .header("ETag", "\"1\"")
                    .check(new Check.BodyIs("")),
            get("get with the version one has, weakly", ITEM)
                    .with("If-None-Match", "W/\"1\"")
                    .answers(304),
            get("get with one of several versions", ITEM)
                    .with("If-None-Match", "\"7\", \"1\"")
                    .answers(304),
            get("get with any version", ITEM).with("If-None-Match", "*").answers(304),
            get("get with another version", ITEM).with("If-None-Match", "\"2\"").json("/version", "1"),
            get("get what is not there", "/v1/<plural>/<missing>").refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("get what is not there, with any version", "/v1/<plural>/<missing>")
                    .with("If-None-Match", "*")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("get what is not there, deleted or not", "/v1/<plural>/<missing>?includeDeleted=true")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("get somebody else's", "/v1/<plural>/<strangers>").refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("get somebody else's, deleted or not", "/v1/<plural>/<strangers>?includeDeleted=true")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("get what was deleted", "/v1/<plural>/<deleted>")
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .matches("/deletedAt", INSTANT)
                    .json("/version", "2"),
            get("get what was deleted, deleted or not", "/v1/<plural>/<deleted>?includeDeleted=true")
                    .header("ETag", "\"2\"")
                    .is("/uid", "<deleted>")
                    .matches("/deletedAt", INSTANT)
                    .json("/payload/sync/isDeleted", "true")
                    .matches("/payload/sync/deletedAt", INSTANT)
                    .is("/payload/<text>", "a <text>"),
            get("get a deleted note, deleted or not", "/v1/<plural>/<deleted>?includeDeleted=true")
                    .json("/payload/isDeleted", "1")
                    .json("/payload/version", "2")
                    .onlyFor(type -> type.syncFields() == SyncFields.MIRRORED),
            get("get what was deleted, with 1 for true", "/v1/<plural>/<deleted>?includeDeleted=1")
                    .refused(ErrorCode.DELETED),
            get("get what was deleted, with TRUE for true", "/v1/<plural>/<deleted>?includeDeleted=TRUE")
                    .refused(ErrorCode.DELETED),
            get("get by a path that climbs", "/v1/<plural>/..%2f..%2fetc").refused(ErrorCode.NOT_FOUND),
            get("get what lives, deleted or not", ITEM + "?includeDeleted=true").json("/version", "1"),
            refused("abc"),
            refused("1-1-1-1-1"),
            refused("0191a2b3-0000-7000-8000-00000000000"),
            refused("0191a2b3-0000-7000-8000-0000000000011"),
            refused("0191a2b3-0000-7000-8000-00000000000g"),
            refused("%00"),
            refused("0191a2b3-0000-7000-8000-00000000000%00"),
            refused("%20"),
            refused("null"),
            refused("'%20or%201=1"));

    private ReadScenarios() {}

    private static Scenario refused(String uid) {
        return get("get by " + uid, "/v1/<plural>/" + uid).refused(ErrorCode.INVALID_UID, "invalid UID");
    }
}
