package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.error.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// The types of the named fields, as writes over REST must keep them. Null says that there is no value.
final class Fields {

    private Fields() {}

    static void require(EntityType type, ObjectNode fields) {
        for (Field field : type.fields()) {
            JsonNode value = fields.path(field.name());
            if (!value.isMissingNode() && !value.isNull() && !holds(field, value)) {
                throw Refusal.of(
                                ErrorCode.INVALID_FIELD,
                                "field " + field.name() + " must be "
                                        + field.type().expected())
                        .fact("field", field.name());
            }
        }
    }

    private static boolean holds(Field field, JsonNode value) {
        return switch (field.type()) {
            case TEXT -> value.isTextual();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case FLAG -> value.isBoolean();
            case NUMBER -> value.isNumber();
            case UID -> value.isTextual() && Uids.parse(value.textValue()).isPresent();
            case TIME -> value.isTextual() && isTime(value.textValue());
        };
    }

    private static boolean isTime(String text) {
        try {
            if (text.indexOf('T') < 0) {
                LocalDate.parse(text);
            } else {
                OffsetDateTime.parse(text);
            }
            return true;
        } catch (DateTimeException notATime) {
            return false;
        }
    }
}
