package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.edit.Edits;
import dev.toolbridge.api.text.Lines;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;

/// Exact edits of an item's texts: all fields that hold text can be edited, except those that the server keeps and
/// those whose text has another form, such as a day.
final class TextEdits {
    static final String DIFF = "diff";

    /// The longest difference in an answer, in bytes of UTF-8.
    static final int DIFF_BYTES_MAX = 4_096;

    /// The bytes of a character that are not its first one (RFC 3629, section 3).
    private static final int CONTINUATION_MASK = 0xC0;

    private static final int CONTINUATION = 0x80;

    private static final String CUT = "\n(cut)\n";

    private TextEdits() {}

    static ObjectNode after(EntityType type, Mutation.Edit mutation, ObjectNode current) {
        Edits edits = Edits.read(mutation.body().fieldsOrRefuse());
        edits.fields().forEach(field -> requireText(type, field));
        edits.apply(current);
        return current;
    }

    private static void requireText(EntityType type, String field) {
        boolean isOther = type.field(field)
                .filter(named -> named.type() != FieldType.TEXT)
                .isPresent();
        if (isOther || ServerFields.of(type).contains(field)) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "field " + field + " is no text that can be edited")
                    .fact("field", field)
                    .fact("expected", "a field that holds text");
        }
    }

    /// The unified difference of the edited texts.
    static ObjectNode told(Mutation.Edit mutation, ObjectNode before, ObjectNode after) {
        var diff = new StringBuilder();
        for (String field : Edits.read(mutation.body().fieldsOrRefuse()).fields()) {
            String from = before.path(field).asText();
            String to = after.path(field).asText();
            if (!from.equals(to) && diff.length() < DIFF_BYTES_MAX) {
                diff.append("--- ").append(field).append("\n+++ ").append(field).append('\n');
                new Lines().hunks(from, to).forEach(hunk -> diff.append(hunk.text()));
            }
        }
        return Json.object().put(DIFF, cut(diff.toString()));
    }

    private static String cut(String diff) {
        byte[] whole = diff.getBytes(StandardCharsets.UTF_8);
        if (whole.length <= DIFF_BYTES_MAX) {
            return diff;
        }
        int end = DIFF_BYTES_MAX - CUT.length();
        while ((whole[end] & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return new String(whole, 0, end, StandardCharsets.UTF_8) + CUT;
    }
}
