package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.error.Refusal;
import java.util.function.Predicate;

/// The named fields: their types, as writes over REST must keep them, and the one way in which uids are
/// stored. Null means no value.
final class Fields {

    private Fields() {}

    /// The same fields with their uids in the form of our answers; a value that is no uid stays unchanged.
    static ObjectNode usual(EntityType type, ObjectNode fields) {
        for (Field field : type.fields()) {
            if (field.type() == FieldType.UID) {
                Uids.parse(fields.path(field.name())).ifPresent(uid -> fields.put(field.name(), uid.toString()));
            }
        }
        return fields;
    }

    static void require(EntityType type, ObjectNode fields) {
        require(type, fields, _ -> true);
    }

    /// Refuses a wrong type in a field that a mutation changes: a field that a patch names, or one that a
    /// replacement gives another value. Values that a device pushed block no other write.
    static void requireChanged(EntityType type, Mutation.Existing mutation, ObjectNode before, ObjectNode after) {
        switch (mutation) {
            case Mutation.Patch patch -> require(type, after, patch.body().fieldsOrRefuse()::has);
            case Mutation.Replace _, Mutation.Edit _ ->
                require(type, after, name -> !after.path(name).equals(Payloads.BY_VALUE, before.path(name)));
            case Mutation.Delete _, Mutation.Archive _, Mutation.Process _ -> {}
        }
    }

    private static void require(EntityType type, ObjectNode fields, Predicate<String> isChanged) {
        for (Field field : type.fields()) {
            JsonNode value = fields.path(field.name());
            boolean hasValue = !value.isMissingNode() && !value.isNull();
            boolean isGood = hasValue ? holds(field, value) : !field.isRequired();
            if (!isGood && isChanged.test(field.name())) {
                throw refusal(field);
            }
        }
    }

    private static Refusal refusal(Field field) {
        var refusal = Refusal.of(ErrorCode.INVALID_FIELD, "field " + field.name() + " must be " + field.expected())
                .fact("field", field.name());
        return field.isNarrow() ? refusal.fact("expected", field.expected()) : refusal;
    }

    private static boolean holds(Field field, JsonNode value) {
        return switch (field.type()) {
            case TEXT -> value.isTextual() && isWithin(field, value.textValue());
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case FLAG -> value.isBoolean();
            case NUMBER -> value.isNumber();
            case UID -> Uids.parse(value).isPresent();
            case TIME -> value.isTextual() && isTime(value.textValue());
        };
    }

    private static boolean isWithin(Field field, String text) {
        boolean isFit = field.lengthMax() == 0
                || (!text.isBlank() && text.codePointCount(0, text.length()) <= field.lengthMax());
        return isFit && (field.choices().isEmpty() || field.choices().contains(text));
    }

    private static boolean isTime(String text) {
        return Times.isDate(text) || Times.instant(text).isPresent();
    }
}
