package dev.toolbridge.tests.scenario;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.contract.Parent;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Good and bad values for the fields of every entity type, derived from the entity table.
final class Samples {

    private Samples() {}

    /// Members of a JSON object: every named field with a good value, but of references only required parents.
    ///
    /// @param parents gives the uid of a live item by the name of its type
    static String fields(EntityType type, UnaryOperator<String> parents) {
        Set<String> ofParent = parentFields(type);
        return Stream.concat(
                        Stream.of(parents(type, parents)).filter(text -> !text.isEmpty()),
                        type.fields().stream()
                                .filter(field -> field.type() != FieldType.UID && !ofParent.contains(field.name()))
                                .filter(field -> !field.isRequired() && !isSource(type, field))
                                .map(field -> "\"" + field.name() + "\":" + good(field)))
                .collect(Collectors.joining(","));
    }

    /// A name that an item has elsewhere decides about its uid.
    static boolean isSource(EntityType type, Field field) {
        return type.rules().source().filter(field.name()::equals).isPresent();
    }

    /// The members that every item of a type has: those that name its required parent, and required fields.
    static String parents(EntityType type, UnaryOperator<String> parents) {
        return Stream.concat(
                        Stream.of(ofParent(type, parents)),
                        type.fields().stream()
                                .filter(Field::isRequired)
                                .map(field -> "\"" + field.name() + "\":" + good(field)))
                .filter(members -> !members.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static String ofParent(EntityType type, UnaryOperator<String> parents) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> "";
            case Parent.Required(var kind, var uidField) -> "\"" + uidField + "\":\"" + parents.apply(kind) + "\"";
            case Parent.Chosen(var typeField, var kinds, var uidField) ->
                "\"%s\":\"%s\",\"%s\":\"%s\""
                        .formatted(typeField, kinds.getFirst(), uidField, parents.apply(kinds.getFirst()));
        };
    }

    /// A field that holds any text.
    static String textField(EntityType type) {
        Set<String> ofParent = parentFields(type);
        return type.fields().stream()
                .filter(field -> field.type() == FieldType.TEXT && !ofParent.contains(field.name()))
                .filter(field -> !field.isRequired())
                .findFirst()
                .orElseThrow()
                .name();
    }

    static String good(Field field) {
        return switch (field.type()) {
            case TEXT ->
                "\""
                        + (field.choices().isEmpty()
                                ? "a " + field.name()
                                : field.choices().getFirst()) + "\"";
            case TEXTS -> "[\"one\",\"two\"]";
            case FLAG -> "false";
            case NUMBER -> "3";
            case UID -> "\"0191a2b3-0000-7000-8000-000000000001\"";
            case TIME -> "\"2026-12-01\"";
        };
    }

    /// Values that a field of this type does not take.
    static Stream<String> bad(FieldType type) {
        return switch (type) {
            case TEXT -> Stream.of("5", "true", "[\"text\"]", "{}");
            case TEXTS -> Stream.of("\"one\"", "[1]", "[\"one\",[]]", "{\"0\":\"one\"}", "7");
            case FLAG -> Stream.of("\"true\"", "1", "[]");
            case NUMBER -> Stream.of("\"3\"", "true", "[3]");
            case UID -> Stream.of("5", "\"abc\"", "[\"0191a2b3-0000-7000-8000-000000000001\"]");
            case TIME -> Stream.of("5", "\"tomorrow\"", "\"2026-13-01\"", "[]");
        };
    }

    static Set<String> parentFields(EntityType type) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> Set.of();
            case Parent.Required required -> Set.of(required.uidField());
            case Parent.Chosen chosen -> Set.of(chosen.typeField(), chosen.uidField());
        };
    }
}
