package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.get;
import static dev.toolbridge.tests.scenario.Scenario.post;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import java.util.List;

/// `GET /v1/{plural}/{uid}/history` in one request; [JournalTest] follows an item through its life.
final class HistoryScenarios {
    private static final String HISTORY = "/v1/<plural>/<changed>/history";

    static final List<Scenario> TABLE = List.of(
            get("history without payloads", HISTORY + "?payload=false")
                    .json("/items/0/version", "2")
                    .is("/items/0/operation", "patch")
                    .absent("/items/0/payload"),
            get("history with payloads", HISTORY + "?payload=true").is("/items/0/payload/<text>", "changed"),
            get("history with a flag that is none", HISTORY + "?payload=no").refused(ErrorCode.INVALID_PARAMETER),
            get("history, newest first", HISTORY)
                    .json("/items/0/version", "2")
                    .json("/items/1/version", "1")
                    .absent("/items/2"),
            get("one version of an item", HISTORY + "/1").json("/version", "1").is("/payload/<text>", "a <text>"),
            get("the newest version of an item", HISTORY + "/2").is("/payload/<text>", "changed"),
            get("a version there is not", HISTORY + "/3").refused(ErrorCode.NOT_FOUND),
            get("a version that is no number", HISTORY + "/latest").answers(400),
            get("history of what is not there", "/v1/<plural>/<missing>/history")
                    .refused(ErrorCode.NOT_FOUND),
            get("history of somebody else's", "/v1/<plural>/<strangers>/history")
                    .refused(ErrorCode.NOT_FOUND),
            get("a version of somebody else's", "/v1/<plural>/<strangers>/history/1")
                    .refused(ErrorCode.NOT_FOUND),
            get("history by a uid that is none", "/v1/<plural>/abc/history")
                    .refused(ErrorCode.INVALID_UID, "invalid UID"),
            get("history of what was deleted", "/v1/<plural>/<deleted>/history").json("/items/0/version", "2"),
            post("a claim that is too long", "/v1/<plural>")
                    .with(WireHeader.RUN, "r".repeat(WireHeader.CLAIM_LENGTH_MAX + 1))
                    .body("{<fields>}")
                    .answers(400),
            post("a claim with commas", "/v1/<plural>")
                    .with(WireHeader.CLIENT, "An Assistant, 1.0 (desktop, beta)")
                    .body("{<fields>}")
                    .answers(201),
            post("a claim that cannot be printed", "/v1/<plural>")
                    .with(WireHeader.TOOL, "create\tnote")
                    .body("{<fields>}")
                    .answers(400),
            post("a claim as long as may be", "/v1/<plural>")
                    .with(WireHeader.RUN, "r".repeat(WireHeader.CLAIM_LENGTH_MAX))
                    .body("{<fields>}")
                    .answers(201));

    private HistoryScenarios() {}
}
