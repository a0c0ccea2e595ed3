package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.edit.Edits;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of exact edits.
public final class EditSchemas {
    /// The name of the body with edits.
    public static final String EDITS = "edits";

    private static final String EDIT = "edit";
    private static final String TEXT = "text";

    private EditSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(EDITS, Schema.object(Edits.EDITS).with(Edits.EDITS, list()).closed());
        schemas.put(EDIT, edit());
        return schemas;
    }

    /// The list of edits.
    public static ObjectNode list() {
        return Schema.arrayOf(Schema.reference(EDIT)).put("minItems", 1).put("maxItems", Edits.EDITS_MAX);
    }

    private static ObjectNode edit() {
        ObjectNode count = Schema.whole(1, Edits.COUNT_MAX).put("default", 1);
        ObjectNode path = Schema.arrayOf(Schema.text()).put("minItems", 1).put("maxItems", Edits.HEADINGS_MAX);
        ObjectNode part = Schema.choice(List.of("body", "whole")).put("default", "body");
        return Schema.any(
                found("replace").with("count", count).closed(),
                found("before", "after").closed(),
                with("append", "prepend").closed(),
                Schema.object("op", "field", "heading", TEXT)
                        .with("op", Schema.choice(List.of("section")))
                        .with("field", field())
                        .with("heading", path)
                        .with(TEXT, Schema.text())
                        .with("part", part)
                        .closed());
    }

    private static Schema.Members found(String... operations) {
        return Schema.object("op", "field", "find", TEXT)
                .with("op", Schema.choice(List.of(operations)))
                .with("field", field())
                .with("find", Schema.text().put("minLength", 1).put("maxLength", Edits.FIND_MAX))
                .with(TEXT, Schema.text());
    }

    private static Schema.Members with(String... operations) {
        return Schema.object("op", "field", TEXT)
                .with("op", Schema.choice(List.of(operations)))
                .with("field", field())
                .with(TEXT, Schema.text());
    }

    private static ObjectNode field() {
        return Schema.text().put("minLength", 1).put("maxLength", Edits.FIELD_MAX);
    }
}
