package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.get;

import dev.toolbridge.contract.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// `GET /v1/{plural}/{uid}/history/{version}/diff` in one request.
final class DifferenceScenarios {
    private static final String HISTORY = "/v1/<plural>/<changed>/history";
    private static final String DIFFERENCE = HISTORY + "/2/diff";

    private static final List<Scenario> FOUND = List.of(
            get("difference from the version before", DIFFERENCE)
                    .json("/from", "1")
                    .json("/to", "2")
                    .json("/changed", "[\"<text>\"]")
                    .json("/patch", "[{\"op\":\"replace\",\"path\":\"/<text>\",\"value\":\"changed\"}]")
                    .json("/text/<text>/hunks/0/lines", "[\"-a <text>\",\"+changed\"]"),
            get("difference from a version", DIFFERENCE + "?from=1").json("/patch/0/path", "\"/<text>\""),
            get("difference of the first version", HISTORY + "/1/diff")
                    .json("/from", "0")
                    .is("/patch/0/op", "add")
                    .json("/text", "{}"),
            get("difference from nothing", DIFFERENCE + "?from=0").json("/from", "0"),
            get("difference backwards", HISTORY + "/1/diff?from=2")
                    .json("/from", "2")
                    .json("/to", "1")
                    .is("/patch/0/value", "a <text>"),
            get("difference of a version from itself", DIFFERENCE + "?from=2")
                    .json("/changed", "[]")
                    .json("/patch", "[]"),
            get("difference to a deletion", "/v1/<plural>/<deleted>/history/2/diff")
                    .json("/changed", "[]"),
            get("difference as text", DIFFERENCE)
                    .with("Accept", "text/plain")
                    .headerMatches("Content-Type", "text/plain.*")
                    .says("--- <text> (version 1)\n+++ <text> (version 2)\n@@ -1,1 +1,1 @@\n-a <text>\n+changed\n"),
            get("difference as JSON rather than text", DIFFERENCE)
                    .with("Accept", "application/json, text/plain")
                    .header("Content-Type", "application/json"));

    private static final List<Scenario> MISSING = List.of(
            get("difference to a version there is not", HISTORY + "/3/diff").refused(ErrorCode.NOT_FOUND),
            get("difference to version 0", HISTORY + "/0/diff").refused(ErrorCode.NOT_FOUND),
            get("difference from a version there is not", DIFFERENCE + "?from=3")
                    .refused(ErrorCode.NOT_FOUND),
            get("difference from a version beyond all", DIFFERENCE + "?from=999999999999999999")
                    .refused(ErrorCode.NOT_FOUND),
            get("difference of what is not there", "/v1/<plural>/<missing>/history/1/diff")
                    .refused(ErrorCode.NOT_FOUND),
            get("difference of somebody else's", "/v1/<plural>/<strangers>/history/1/diff")
                    .refused(ErrorCode.NOT_FOUND),
            get("difference by a uid that is none", "/v1/<plural>/abc/history/1/diff")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            get("difference with a parameter that is none", DIFFERENCE + "?to=1")
                    .refused(ErrorCode.INVALID_PARAMETER));

    private DifferenceScenarios() {}

    static Stream<Scenario> table() {
        Stream<Scenario> unreadable = Stream.of("-1", "1.5", "1000000000000000000", "latest", "", "1e0", "%2B1")
                .map(text -> get("difference from " + text, DIFFERENCE + "?from=" + text)
                        .refused(ErrorCode.INVALID_PARAMETER)
                        .is("/field", "from"));
        Stream<Scenario> unreadableToo = Stream.of("-1", "1.5", "1000000000000000000", "latest")
                .map(text -> get("difference to " + text, HISTORY + "/" + text + "/diff")
                        .refused(ErrorCode.INVALID_PARAMETER)
                        .is("/field", "version"));
        return Stream.of(FOUND.stream(), MISSING.stream(), unreadable, unreadableToo)
                .flatMap(scenarios -> scenarios);
    }
}
