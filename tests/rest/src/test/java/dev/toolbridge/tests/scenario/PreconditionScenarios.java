package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.delete;
import static dev.toolbridge.tests.scenario.Scenario.patch;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// `If-Match` on every operation that changes an item: the server compares a tag of any form.
final class PreconditionScenarios {
    private static final String ITEM = "/v1/<plural>/<changed>";

    /// Tags that differ from the tag of version 2.
    private static final List<String> OTHERS = List.of(
            "\"abc\"",
            "\"\"",
            "\"1\", \"abc\"",
            "three, \"abc\"",
            "\"2,\"",
            "\"02\"",
            "\"2",
            "W/\"2\"",
            "W/\"2\", W/\"abc\"",
            "-2",
            "99999999999999999999");

    private static final List<String> CURRENT =
            List.of("\"abc\", \"2\"", "\"a,b\",2", "2.0", "latest, \"2\"", "\"1\", *");

    private static final List<Scenario> OPERATIONS = List.of(
            put("replace", ITEM).body("{<fields>}"),
            patch("patch", ITEM).body("{\"more\":1}"),
            delete("delete", ITEM),
            post("archive", ITEM + "/archive"),
            post("process", ITEM + "/process").body("{\"action\":\"<action>\"}"),
            post("restore", ITEM + "/restore").body("{\"version\":1}"));

    private PreconditionScenarios() {}

    static Stream<Scenario> table() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.concat(
                        OTHERS.stream().map(tags -> guarded(operation, tags)
                                .refused(ErrorCode.VERSION_MISMATCH)
                                .json("/version", "2")),
                        CURRENT.stream().map(tags -> guarded(operation, tags).json("/version", "3"))));
    }

    private static Scenario guarded(Scenario operation, String tags) {
        return operation.named(operation.name() + " if it is " + tags).with("If-Match", tags);
    }
}
