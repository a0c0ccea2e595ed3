package dev.toolbridge.api.store.context;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;

/// A part of the context of a project: a member of the answer, made of the items of a type.
///
/// The texts of SQL see an item as `i`, and `asked.text_max`, the characters of a long text.
interface ContextPart {
    /// The characters of a short text.
    int NAME_MAX = 200;

    /// The name of the member.
    String name();

    EntityType type();

    /// Tells if it is one object, not a list.
    default boolean isSingle() {
        return false;
    }

    /// SQL of the condition that items of a whole context fulfil. What changed is told of all.
    default String condition() {
        return "true";
    }

    /// SQL of the condition that live items fulfil in every answer.
    default String filter() {
        return "true";
    }

    /// SQL of the pairs that `jsonb_build_object` takes, without those whose value is null.
    String fields();

    /// SQL of a text that may be long, of which nothing is shown where that was asked; empty if it has none.
    default Optional<String> longText() {
        return Optional.empty();
    }

    /// The characters of a long text that are shown even where the fewest were asked for.
    default int textLeast() {
        return 0;
    }

    /// The member that the fields of an item become.
    default ObjectNode shown(ObjectNode fields) {
        return fields;
    }

    /// The member when there is no item.
    default Optional<ObjectNode> missing() {
        return Optional.empty();
    }

    /// A pair of a field and its beginning.
    static String shortText(String name) {
        return "'%1$s', CASE WHEN length(i.payload ->> '%1$s') > %2$s THEN left(i.payload ->> '%1$s', %2$s) || '…'"
                        .formatted(name, NAME_MAX)
                + " ELSE i.payload ->> '%s' END".formatted(name);
    }

    /// A pair of a field as it is stored, which is short by its form.
    static String field(String name) {
        return "'%1$s', i.payload -> '%1$s'".formatted(name);
    }
}
