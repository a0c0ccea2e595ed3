package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.get;
import static dev.toolbridge.tests.scenario.Scenario.post;

import dev.toolbridge.contract.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// `POST /v1/{plural}/{uid}/restore` and `asOf` in one request; [RestoreTest] follows an item through its life.
final class RestoreScenarios {
    private static final String RESTORE = "/v1/<plural>/<changed>/restore";
    private static final String ITEM = "/v1/<plural>/<changed>";

    private static final List<Scenario> RESTORED = List.of(
            restore("restore", RESTORE, "1")
                    .json("/version", "3")
                    .header("ETag", "\"3\"")
                    .is("/payload/<text>", "a <text>")
                    .json("/payload/sync/version", "3"),
            restore("restore of the present version", RESTORE, "2")
                    .json("/version", "2")
                    .header("ETag", "\"2\""),
            restore("restore by a number with a fraction of zero", RESTORE, "1.0")
                    .json("/version", "3"),
            restore("restore of a deleted item", "/v1/<plural>/<deleted>/restore", "1")
                    .json("/version", "3")
                    .absent("/deletedAt")
                    .json("/payload/sync/isDeleted", "false"),
            restore("restore of the version of a deletion", "/v1/<plural>/<deleted>/restore", "2")
                    .json("/version", "3")
                    .is("/payload/<text>", "a <text>")
                    .absent("/payload/sync/deletedAt"),
            restore("restore of a deleted item by its tag", "/v1/<plural>/<deleted>/restore", "1")
                    .with("If-Match", "\"2\"")
                    .json("/version", "3"));

    private static final List<Scenario> REFUSED = List.of(
            restore("restore of a deleted item by a stale tag", "/v1/<plural>/<deleted>/restore", "1")
                    .with("If-Match", "\"1\"")
                    .refused(ErrorCode.VERSION_MISMATCH),
            restore("restore of a version there is not", RESTORE, "3").refused(ErrorCode.NOT_FOUND),
            restore("restore of a version beyond all", RESTORE, "999999999999999999")
                    .refused(ErrorCode.NOT_FOUND),
            restore("restore of what is not there", "/v1/<plural>/<missing>/restore", "1")
                    .refused(ErrorCode.NOT_FOUND),
            restore("restore of somebody else's", "/v1/<plural>/<strangers>/restore", "1")
                    .refused(ErrorCode.NOT_FOUND),
            restore("restore by a uid that is none", "/v1/<plural>/abc/restore", "1")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            post("restore without a body", RESTORE).refused(ErrorCode.INVALID_JSON),
            post("restore of nothing", RESTORE).body("{}").refused(ErrorCode.INVALID_FIELD),
            post("restore of a list", RESTORE).body("[1]").refused(ErrorCode.INVALID_JSON),
            post("restore of what is none", "/v1/<plural>/<missing>/restore")
                    .body("{")
                    .refused(ErrorCode.INVALID_JSON),
            post("restore that is no JSON", RESTORE)
                    .with("Content-Type", "text/plain")
                    .body("version=1")
                    .refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE));

    private static final List<Scenario> AS_OF = List.of(
            get("an item as of now", ITEM + "?asOf=2999-01-01T00:00:00Z").json("/version", "2"),
            get("an item as of a day to come", ITEM + "?asOf=2999-01-01").json("/version", "2"),
            get("an item as of a day in a zone", ITEM + "?asOf=2999-01-01&tz=Asia/Tokyo")
                    .json("/version", "2"),
            get("an item before there was one", ITEM + "?asOf=2000-01-01T00:00:00%2B02:00")
                    .refused(ErrorCode.NOT_FOUND),
            get("an item before the first change", ITEM + "?asOf=0").refused(ErrorCode.NOT_FOUND),
            get("an item as of a change that there is not", ITEM + "?asOf=999999999999999999")
                    .refused(ErrorCode.INVALID_PARAMETER)
                    .is("/field", "asOf"),
            get("a deleted item as of now", "/v1/<plural>/<deleted>?asOf=2999-01-01")
                    .refused(ErrorCode.DELETED)
                    .json("/version", "2"),
            get("a deleted item as of now, included", "/v1/<plural>/<deleted>?asOf=2999-01-01&includeDeleted=true")
                    .json("/version", "2")
                    .matches("/deletedAt", Scenario.INSTANT),
            get("somebody else's item as of now", "/v1/<plural>/<strangers>?asOf=2999-01-01")
                    .refused(ErrorCode.NOT_FOUND),
            get("an item in a zone that is none", ITEM + "?asOf=2999-01-01&tz=Mars/Base")
                    .refused(ErrorCode.INVALID_PARAMETER)
                    .is("/field", "tz"));

    private RestoreScenarios() {}

    static Stream<Scenario> table() {
        var noVersions =
                Stream.of("0", "-1", "1.5", "1000000000000000000", "1e1000", "1e-1000", "\"1\"", "null", "[1]");
        var noMoments =
                Stream.of("", "-1", "1.5", "yesterday", "2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01T00:00");
        return Stream.of(
                        RESTORED.stream(),
                        REFUSED.stream(),
                        AS_OF.stream(),
                        noVersions.map(version -> restore("restore of version " + version, RESTORE, version)
                                .refused(ErrorCode.INVALID_FIELD)
                                .is("/field", "version")),
                        noMoments.map(text -> get("an item as of " + text, ITEM + "?asOf=" + text)
                                .refused(ErrorCode.INVALID_PARAMETER)
                                .is("/field", "asOf")))
                .flatMap(scenarios -> scenarios);
    }

    private static Scenario restore(String name, String path, String version) {
        return post(name, path).body("{\"version\":" + version + "}");
    }
}
