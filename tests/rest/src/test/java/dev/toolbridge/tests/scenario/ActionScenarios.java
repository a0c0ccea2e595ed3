package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.delete;
import static dev.toolbridge.tests.scenario.Scenario.post;

import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Delete, archive and process, with the effects that the entity table gives each type.
final class ActionScenarios {
    private static final String ITEM = "/v1/<plural>/<live>";
    private static final String CHANGED = "/v1/<plural>/<changed>";
    private static final String MISSING = "/v1/<plural>/<missing>";
    private static final String DELETED = "/v1/<plural>/<deleted>";
    private static final String STRANGERS = "/v1/<plural>/<strangers>";
    private static final String ACTION = "{\"action\":\"<action>\"}";
    private static final String STALE = "version mismatch: version mismatch: expected 1, actual 2";

    private static final List<Scenario> DELETES = List.of(
            delete("delete", ITEM)
                    .header("ETag", "\"2\"")
                    .is("/uid", "<live>")
                    .json("/version", "2")
                    .matches("/deletedAt", INSTANT)
                    .is("/payload/<text>", "a <text>")
                    .json("/payload/sync/isDeleted", "true")
                    .json("/payload/sync/version", "2")
                    .matches("/payload/sync/deletedAt", INSTANT),
            delete("delete a note: the sync state shows in the payload", ITEM)
                    .json("/payload/isDeleted", "1")
                    .json("/payload/isDirty", "0")
                    .json("/payload/version", "2")
                    .onlyFor(type -> type.syncFields() == SyncFields.MIRRORED),
            delete("delete again", DELETED)
                    .refused(ErrorCode.DELETED, "<label> already deleted")
                    .matches("/deletedAt", INSTANT)
                    .json("/version", "2"),
            delete("delete what is not there", MISSING).refused(ErrorCode.NOT_FOUND, "<label> not found"),
            delete("delete somebody else's", STRANGERS).refused(ErrorCode.NOT_FOUND, "<label> not found"),
            delete("delete by a uid that is none", "/v1/<plural>/abc").refused(ErrorCode.INVALID_UID, "invalid UID"),
            delete("delete the version one knows", CHANGED)
                    .with("If-Match", "\"2\"")
                    .json("/version", "3"),
            delete("delete a stale version", CHANGED).with("If-Match", "1").refused(ErrorCode.VERSION_MISMATCH, STALE),
            delete("delete a weak version: it never matches", CHANGED)
                    .with("If-Match", "W/\"2\"")
                    .refused(ErrorCode.VERSION_MISMATCH),
            delete("order: deleted before the version", DELETED)
                    .with("If-Match", "1")
                    .refused(ErrorCode.DELETED),
            delete("order: not there before the version", MISSING)
                    .with("If-Match", "1")
                    .refused(ErrorCode.NOT_FOUND));

    private static final List<Scenario> ARCHIVES = List.of(
            post("archive what is not there", MISSING + "/archive").refused(ErrorCode.NOT_FOUND, "<label> not found"),
            post("archive somebody else's", STRANGERS + "/archive").refused(ErrorCode.NOT_FOUND, "<label> not found"),
            post("archive what was deleted", DELETED + "/archive")
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .json("/version", "2"),
            post("archive by a uid that is none", "/v1/<plural>/abc/archive")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            post("archive the version one knows", CHANGED + "/archive")
                    .with("If-Match", "2")
                    .json("/version", "3"),
            post("archive a stale version", CHANGED + "/archive")
                    .with("If-Match", "1")
                    .refused(ErrorCode.VERSION_MISMATCH, STALE),
            post("archive with an empty object", ITEM + "/archive").body("{}").json("/version", "2"));

    private static final List<Scenario> PROCESSES = List.of(
            post("process: metadata is for the journal only", ITEM + "/process")
                    .body("{\"action\":\"<action>\",\"metadata\":{\"why\":\"because\"}}")
                    .json("/version", "2")
                    .absent("/payload/metadata")
                    .absent("/payload/why"),
            post("process without an action", ITEM + "/process").body("{}").answers(400),
            post("process with an action that is no text", ITEM + "/process")
                    .body("{\"action\":5}")
                    .answers(400),
            post("process with metadata that is no object", ITEM + "/process")
                    .body("{\"action\":\"<action>\",\"metadata\":\"because\"}")
                    .answers(400),
            post("process from an array", ITEM + "/process").body("[]").refused(ErrorCode.INVALID_JSON),
            post("process from no body", ITEM + "/process").refused(ErrorCode.INVALID_JSON, "invalid JSON"),
            post("process what is not there", MISSING + "/process")
                    .body(ACTION)
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            post("process somebody else's", STRANGERS + "/process")
                    .body(ACTION)
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            post("process what was deleted", DELETED + "/process")
                    .body(ACTION)
                    .refused(ErrorCode.DELETED, "<label> deleted")
                    .json("/version", "2"),
            post("process the version one knows", CHANGED + "/process")
                    .with("If-Match", "2")
                    .body(ACTION)
                    .json("/version", "3"),
            post("process a stale version", CHANGED + "/process")
                    .with("If-Match", "1")
                    .body(ACTION)
                    .refused(ErrorCode.VERSION_MISMATCH, STALE),
            post("order: the uid before the body", "/v1/<plural>/abc/process")
                    .body("{")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            post("order: the body before not there", MISSING + "/process")
                    .body("{")
                    .refused(ErrorCode.INVALID_JSON, "invalid JSON"),
            post("order: the body before deleted", DELETED + "/process")
                    .body("{")
                    .refused(ErrorCode.INVALID_JSON),
            post("order: not there before the action", MISSING + "/process")
                    .body("{\"action\":\"fly\"}")
                    .refused(ErrorCode.NOT_FOUND),
            post("order: deleted before the action", DELETED + "/process")
                    .body("{\"action\":\"fly\"}")
                    .refused(ErrorCode.DELETED));

    private ActionScenarios() {}

    static Stream<Scenario> table(EntityType type) {
        return Stream.of(
                        DELETES.stream(),
                        ARCHIVES.stream(),
                        PROCESSES.stream(),
                        Stream.of(edited(post("archive", ITEM + "/archive"), type.archive()), unknown(type)),
                        type.actions().entrySet().stream()
                                .map(action -> edited(
                                        post("process: " + action.getKey(), ITEM + "/process")
                                                .body("{\"action\":\"" + action.getKey() + "\"}"),
                                        action.getValue())))
                .flatMap(scenarios -> scenarios);
    }

    /// Expects the item with the fields of the edit set, and everything else unchanged.
    private static Scenario edited(Scenario scenario, Edit edit) {
        var expected = scenario.header("ETag", "\"2\"").json("/version", "2").is("/payload/<text>", "a <text>");
        for (var field : edit.fields().entrySet()) {
            String json = field.getValue() instanceof String text
                    ? "\"" + text + "\""
                    : field.getValue().toString();
            expected = expected.json("/payload/" + field.getKey(), json);
        }
        return expected;
    }

    /// Expects a refusal that begins as old clients know it and then lists the actions of the type.
    private static Scenario unknown(EntityType type) {
        var scenario = post("process: an action there is not", ITEM + "/process")
                .body("{\"action\":\"fly\"}")
                .refused(ErrorCode.INVALID_ACTION)
                .matches("/error", Pattern.quote(type.unknownAction() + ": fly") + ".*");
        for (String known : type.actions().keySet()) {
            scenario = scenario.matches("/error", ".*\\b" + known + "\\b.*");
        }
        return scenario;
    }
}
