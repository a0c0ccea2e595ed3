package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.UUID;
import static dev.toolbridge.tests.scenario.Scenario.delete;
import static dev.toolbridge.tests.scenario.Scenario.get;
import static dev.toolbridge.tests.scenario.Scenario.patch;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import java.util.List;
import java.util.stream.Stream;

/// Uids in every usual form, in every place that reads one; the server answers in one form.
final class UidScenarios {
    private static final String LIST = "/v1/<plural>";

    /// The forms as a path writes them.
    private static final List<String> IN_PATH = List.of(
            "<digits>", "urn:uuid:<live>", "URN:UUID:<LIVE>", "urn:uuid:<digits>", "%7B<live>%7D", "%7B<digits>%7D");

    private static final List<String> FRESH =
            List.of("<FRESH>", "<freshDigits>", "urn:uuid:<fresh>", "Urn:Uuid:<FRESH>", "{<fresh>}", "{<freshDigits>}");

    private static final List<String> NONE = List.of("", "abc", "{<fresh>", "urn:uuid:", "uuid:<fresh>", "<fresh> ");

    private UidScenarios() {}

    static Stream<Scenario> table(EntityType type) {
        return Stream.of(
                        IN_PATH.stream().flatMap(UidScenarios::inPath),
                        FRESH.stream().map(UidScenarios::created),
                        NONE.stream().map(uid -> ownUid("\"" + uid + "\"")),
                        Stream.of("null", "17", "12345678123412341234123412341234", "[]")
                                .map(UidScenarios::ownUid),
                        type.fields().stream().flatMap(UidScenarios::inField))
                .flatMap(scenarios -> scenarios);
    }

    private static Stream<Scenario> inPath(String uid) {
        String item = LIST + "/" + uid;
        return Stream.of(
                get("get " + uid, item).is("/uid", "<live>"),
                put("replace " + uid, item)
                        .body("{<fields>,\"uid\":\"{<digits>}\"}")
                        .is("/payload/uid", "<live>"),
                patch("patch " + uid, item).body("{\"more\":1}").is("/payload/uid", "<live>"),
                post("archive " + uid, item + "/archive").is("/uid", "<live>"),
                get("history of " + uid, item + "/history").is("/items/0/payload/uid", "<live>"),
                delete("delete " + uid, item).is("/uid", "<live>"));
    }

    private static Scenario created(String uid) {
        return post("create " + uid, LIST)
                .body("{<fields>,\"uid\":\"" + uid + "\"}")
                .answers(201)
                .is("/uid", "<fresh>")
                .is("/payload/uid", "<fresh>");
    }

    /// Expects a new uid in place of an invalid one, as old clients do.
    private static Scenario ownUid(String json) {
        return post("create with the uid " + json, LIST)
                .body("{<fields>,\"uid\":" + json + "}")
                .answers(201)
                .matches("/uid", UUID);
    }

    private static Stream<Scenario> inField(Field field) {
        if (field.type() != FieldType.UID) {
            return Stream.of();
        }
        return switch (field.name()) {
            case "chatUid" -> Stream.of(referring("chatUid", "<liveChat>"), refused("chatUid"));
            default -> Stream.of(referring(field.name(), "<liveNote>"), refused(field.name()));
        };
    }

    private static Scenario referring(String field, String uid) {
        return patch("refer by a urn in " + field, LIST + "/<live>")
                .body("{\"" + field + "\":\"urn:uuid:" + uid + "\"}")
                .is("/payload/" + field, uid);
    }

    private static Scenario refused(String field) {
        return patch("refer by half a urn in " + field, LIST + "/<live>")
                .body("{\"" + field + "\":\"urn:uuid:\"}")
                .refused(ErrorCode.INVALID_FIELD);
    }
}
