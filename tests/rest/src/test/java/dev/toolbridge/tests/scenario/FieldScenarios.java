package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.patch;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Named fields with good values and with values of a wrong type; every row is derived from the entity table.
final class FieldScenarios {
    private static final int SHOWN_MAX = 60;

    private FieldScenarios() {}

    static Stream<Scenario> table(EntityType type) {
        return type.fields().stream()
                .filter(field -> !Samples.parentFields(type).contains(field.name()) && !Samples.isSource(type, field))
                .flatMap(FieldScenarios::table);
    }

    private static Stream<Scenario> table(Field field) {
        return Stream.of(
                        bad(field).flatMap(value -> refusals(field, value)),
                        Stream.of(good(field, Samples.good(field)), none(field)),
                        times(field),
                        uids(field))
                .flatMap(scenarios -> scenarios);
    }

    private static Stream<String> bad(Field field) {
        Stream<String> noChoices = field.choices().isEmpty() ? Stream.of() : Stream.of("\"none of them\"", "\"\"");
        Stream<String> unfit = field.lengthMax() == 0
                ? Stream.of()
                : Stream.of("\"\"", "\" \"", "\"" + "x".repeat(field.lengthMax() + 1) + "\"");
        return Stream.of(Samples.bad(field.type()), noChoices, unfit).flatMap(values -> values);
    }

    private static Scenario none(Field field) {
        String member = "{" + member(field, "null") + "}";
        return field.isRequired()
                ? named(patch("patch with " + member, "/v1/<plural>/<live>").body(member), field)
                : good(field, "null");
    }

    private static Stream<Scenario> refusals(Field field, String value) {
        String member = "{" + member(field, value) + "}";
        Scenario patched = named(
                patch("patch with " + shown(member), "/v1/<plural>/<live>").body(member), field);
        return field.isRequired() ? Stream.of(patched) : Stream.concat(Stream.of(patched), whole(field, value));
    }

    private static String shown(String member) {
        return member.substring(0, Math.min(SHOWN_MAX, member.length()));
    }

    private static Stream<Scenario> whole(Field field, String value) {
        String member = shown("{" + member(field, value) + "}");
        return Stream.of(
                named(
                        post("create with " + member, "/v1/<plural>")
                                .body("{<parents><comma>" + member(field, value) + "}"),
                        field),
                named(
                        put("replace with " + member, "/v1/<plural>/<live>")
                                .body("{<parents><comma>" + member(field, value) + "}"),
                        field));
    }

    /// Expects a refusal that names the field and its type.
    private static Scenario named(Scenario scenario, Field field) {
        return scenario.answers(400)
                .matches("/code", "invalid_.*")
                .matches("/error", ".*" + Pattern.quote(field.name()) + ".*");
    }

    private static Scenario good(Field field, String value) {
        String member = "{" + member(field, value) + "}";
        return patch("patch with " + member, "/v1/<plural>/<live>")
                .body(member)
                .json("/payload/" + field.name(), value);
    }

    private static Stream<Scenario> times(Field field) {
        return Stream.of("2028-02-29", "2026-12-01T10:00:00Z", "2026-12-01T10:00:00.123+02:00")
                .filter(_ -> field.type() == FieldType.TIME)
                .map(value -> good(field, "\"" + value + "\""));
    }

    /// The server does not check references other than required parents: their target need not exist.
    private static Stream<Scenario> uids(Field field) {
        return Stream.of("<missing>")
                .filter(_ -> field.type() == FieldType.UID)
                .map(value -> good(field, "\"" + value + "\""));
    }

    private static String member(Field field, String value) {
        return "\"" + field.name() + "\":" + value;
    }
}
