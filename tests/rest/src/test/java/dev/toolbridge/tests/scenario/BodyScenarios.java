package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.patch;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// Invalid bodies, and bodies at the limits.
final class BodyScenarios {
    private static final String PATH = "/v1/<plural>";
    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;
    private static final int ITEM_BYTES_MAX = 1024 * 1024;
    private static final int DEPTH_MAX = 64;
    private static final int DIGITS_MAX = 1_000;

    /// A margin above everything that the server adds to a payload.
    private static final int MARGIN_BYTES = 4_096;

    private static final List<String> NOT_JSON = List.of(
            "",
            " ",
            "{",
            "not json",
            "{\"a\":1}}",
            "{\"a\":1} {\"b\":2}",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":NaN}",
            "{\"a\":+1}",
            "{\"a\":1,}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\x\"}",
            "/* a */ {}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":{\"b\":1,\"b\":2}}");

    private static final List<String> NOT_AN_OBJECT = List.of("[]", "[{}]", "\"text\"", "7", "true", "null");

    private static final List<String> NOT_STORABLE = List.of(
            "\"a \\u0000 b\"",
            "{\"inside\":[\"\\u0000\"]}",
            "{\"na\\u0000me\":1}",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ude00\\ud83d\"",
            "{\"\\ud83d\":1}",
            "1e100000",
            "-1e100000",
            "1e-100000",
            "1e999999999999999999",
            "1e1001",
            "1e-1001",
            "[1E+1001]");

    private static final List<String> STORABLE = List.of(
            "9007199254740993",
            "-9223372036854775809",
            "0.1000000000000000055",
            "1.50",
            "123456789012345678901234567890.123456789",
            "1e1000",
            "-1E1000",
            "1e-1000",
            "0",
            "\"\\ud83d\\ude00\"",
            "\"👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿\"",
            "\"שלום עולם — مرحبا \\u200f\\u202e\"",
            "\"e\\u0301 is not \\u00e9\"",
            "\"\\u0001\\u001f\\u007f\\ufeff\\uffff\"",
            "\"\\\\u0000\"",
            "\"<script src='x'>'; DROP TABLE item; --\"",
            "{\"\":{\" \":{}}}",
            "[[],{},[[]],\"\",null]");

    static final Stream<Scenario> table() {
        return Stream.of(malformed(), wrongShape(), unstorable(), kept(), edges(), overEdges(), onOtherMethods())
                .flatMap(scenarios -> scenarios);
    }

    private BodyScenarios() {}

    private static Stream<Scenario> malformed() {
        return NOT_JSON.stream().map(body -> post("create from " + shown(body), PATH)
                .body(body)
                .refused(ErrorCode.INVALID_JSON)
                .matches("/error", "invalid JSON.*"));
    }

    private static Stream<Scenario> wrongShape() {
        return NOT_AN_OBJECT.stream()
                .map(body -> post("create from " + shown(body), PATH).body(body).refused(ErrorCode.INVALID_JSON));
    }

    private static Stream<Scenario> unstorable() {
        return NOT_STORABLE.stream().map(value -> post("create with " + shown(value), PATH)
                .body("{<fields>,\"odd\":" + value + "}")
                .answers(400)
                .matches("/code", "invalid_.*"));
    }

    private static Stream<Scenario> kept() {
        return STORABLE.stream().map(value -> post("create with " + shown(value), PATH)
                .body("{<fields>,\"odd\":" + value + "}")
                .answers(201)
                .json("/payload/odd", value));
    }

    private static Stream<Scenario> edges() {
        String digits = "7".repeat(DIGITS_MAX);
        return Stream.of(
                post("create as deep as may be", PATH)
                        .body("{<fields>,\"odd\":" + nested(DEPTH_MAX - 1) + "}")
                        .answers(201)
                        .json("/payload/odd", nested(DEPTH_MAX - 1)),
                post("create with as many digits as may be", PATH)
                        .body("{<fields>,\"odd\":" + digits + "}")
                        .answers(201)
                        .json("/payload/odd", digits),
                post("create with as many digits behind the point as may be", PATH)
                        .body("{<fields>,\"odd\":0." + digits + "}")
                        .answers(201)
                        .json("/payload/odd", "0." + digits),
                post("create an item almost as large as may be", PATH)
                        .body("{<fields>,\"odd\":\"" + "x".repeat(ITEM_BYTES_MAX - MARGIN_BYTES) + "\"}")
                        .answers(201),
                post("create from a body as large as may be", PATH)
                        .body(padded("{\"odd\":1}", BODY_BYTES_MAX))
                        .answers(201)
                        .onlyFor(type -> Samples.parents(type, name -> name).isEmpty()));
    }

    private static Stream<Scenario> overEdges() {
        return Stream.of(
                post("create deeper than may be", PATH)
                        .body("{<fields>,\"odd\":" + nested(DEPTH_MAX) + "}")
                        .answers(400),
                post("create from 100 levels", PATH)
                        .body("{<fields>,\"odd\":" + nested(100) + "}")
                        .answers(400),
                post("create from 100,000 levels", PATH)
                        .body("{<fields>,\"odd\":" + nested(100_000) + "}")
                        .answers(400),
                post("create with more digits than may be", PATH)
                        .body("{<fields>,\"odd\":" + "7".repeat(DIGITS_MAX + 1) + "}")
                        .answers(400),
                post("create with a million digits", PATH)
                        .body("{<fields>,\"odd\":" + "7".repeat(1_000_000) + "}")
                        .answers(400),
                post("create an item larger than may be", PATH)
                        .body("{<fields>,\"odd\":\"" + "x".repeat(ITEM_BYTES_MAX) + "\"}")
                        .answers(400),
                post("create numbers that grow beyond the item's size when they are written out", PATH)
                        .body("{<fields>,\"odd\":[1e1000" + ",1e1000".repeat(ITEM_BYTES_MAX / DIGITS_MAX) + "]}")
                        .answers(400),
                post("create from a body one byte too large", PATH)
                        .body(padded("{\"odd\":1}", BODY_BYTES_MAX + 1))
                        .refused(ErrorCode.TOO_LARGE),
                post("create from 3 MiB", PATH)
                        .body("{\"odd\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}")
                        .refused(ErrorCode.TOO_LARGE));
    }

    private static Stream<Scenario> onOtherMethods() {
        String item = PATH + "/<live>";
        return Stream.of(
                put("replace from an array", item).body("[]").refused(ErrorCode.INVALID_JSON),
                put("replace from no body", item).refused(ErrorCode.INVALID_JSON),
                put("replace with a NUL", item)
                        .body("{<fields>,\"odd\":\"\\u0000\"}")
                        .answers(400),
                put("replace with 3 MiB", item)
                        .body("{\"odd\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}")
                        .refused(ErrorCode.TOO_LARGE),
                patch("patch from an array", item).body("[]").refused(ErrorCode.INVALID_JSON),
                patch("patch from no body", item).refused(ErrorCode.INVALID_JSON),
                patch("patch with a lone surrogate", item)
                        .body("{\"odd\":\"\\udead\"}")
                        .answers(400),
                patch("patch with an endless number", item)
                        .body("{\"odd\":1e100000}")
                        .answers(400),
                patch("patch into an item larger than may be", item)
                        .body("{\"odd\":\"" + "x".repeat(ITEM_BYTES_MAX) + "\"}")
                        .answers(400),
                patch("patch with numbers kept exactly", item)
                        .body("{\"odd\":[9007199254740993,0.1000000000000000055]}")
                        .json("/payload/odd", "[9007199254740993,0.1000000000000000055]"));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    /// Fills a body up to a size with white space, which is allowed around JSON.
    private static String padded(String json, int bytes) {
        return json + " ".repeat(bytes - json.length());
    }

    private static String shown(String body) {
        return body.isBlank() ? "an empty body" : body.replace("\t", "TAB");
    }
}
