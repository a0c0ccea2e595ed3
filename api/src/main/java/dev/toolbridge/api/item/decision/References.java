package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// The references of items to their parents: a required parent must exist and be live.
public final class References {
    /// The longest name that is found by itself, in characters: an index holds it.
    private static final int KEY_LENGTH_MAX = 400;

    private References() {}

    /// The parents that these fields may name: for reading them ahead, not a check.
    public static List<Key> candidates(EntityType type, ObjectNode fields) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> List.of();
            case Parent.Required required -> keys(List.of(required.type()), uid(fields, required.uidField()));
            case Parent.Chosen chosen -> keys(chosen.types(), uid(fields, chosen.uidField()));
        };
    }

    /// The uid of the parent that these fields name, if any.
    public static Optional<UUID> parentUid(EntityType type, ObjectNode fields) {
        return switch (type.parent()) {
            case Parent.None _ -> Optional.empty();
            case Parent.Loose loose -> uid(fields, loose.uidField());
            case Parent.Required required -> uid(fields, required.uidField());
            case Parent.Chosen chosen -> uid(fields, chosen.uidField());
        };
    }

    /// The uid of the other item that these fields name, if any.
    public static Optional<UUID> linkUid(EntityType type, ObjectNode fields) {
        return type.link().flatMap(link -> uid(fields, link.uidField()));
    }

    /// The name of the item inside its space, if it has one that is not too long.
    public static Optional<String> key(EntityType type, ObjectNode fields) {
        return type.rules()
                .key()
                .flatMap(key -> text(fields, key.field()))
                .filter(name -> name.length() <= KEY_LENGTH_MAX);
    }

    /// Tells if a deletion clears the fields that name another item, and not those that name a parent.
    public static boolean clearsLinks(OnDelete.ClearField clear) {
        return Entities.named(clear.type())
                .link()
                .filter(link -> link.uidField().equals(clear.field()))
                .isPresent();
    }

    /// The names of the types whose items may name one of a type.
    public static List<String> typesLinkedTo(EntityType other) {
        return Entities.ALL.stream()
                .filter(type -> type.link()
                        .filter(link -> link.type().equals(other.name()))
                        .isPresent())
                .map(EntityType::name)
                .toList();
    }

    /// The names of the types whose items may be kept under those of a type.
    public static List<String> typesUnder(EntityType parent) {
        return Entities.ALL.stream()
                .filter(type -> switch (type.parent()) {
                    case Parent.None _ -> false;
                    case Parent.Loose loose -> loose.type().equals(parent.name());
                    case Parent.Required required -> required.type().equals(parent.name());
                    case Parent.Chosen chosen -> chosen.types().contains(parent.name());
                })
                .map(EntityType::name)
                .toList();
    }

    /// Refuses fields that do not name their required parent validly, or name a new one that is not live.
    static void require(EntityType type, ObjectNode fields, Optional<ObjectNode> before, Present present) {
        Optional<Key> parent = parent(type, fields);
        boolean kept = before.isPresent() && parent(type, before.get()).equals(parent);
        parent.filter(_ -> !kept).ifPresent(key -> requireAlive(key, present));
    }

    /// The fields of a replacement, which keep the stored parent when they name none.
    static ObjectNode keepingParent(EntityType type, ObjectNode fields, ObjectNode stored) {
        List<String> names =
                switch (type.parent()) {
                    case Parent.None _, Parent.Loose _ -> List.of();
                    case Parent.Required required -> List.of(required.uidField());
                    case Parent.Chosen chosen -> List.of(chosen.typeField(), chosen.uidField());
                };
        if (names.stream().noneMatch(fields::hasNonNull)) {
            names.forEach(name -> fields.set(name, stored.get(name)));
        }
        return fields;
    }

    /// Refuses fields that do not name their required parent validly; does not check that it exists.
    static void requireNamed(EntityType type, ObjectNode fields) {
        parent(type, fields);
    }

    private static Optional<Key> parent(EntityType type, ObjectNode fields) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> Optional.empty();
            case Parent.Required required ->
                Optional.of(new Key(Entities.named(required.type()), uidOrRefuse(fields, required.uidField(), ": ")));
            case Parent.Chosen chosen -> Optional.of(chosen(fields, chosen));
        };
    }

    private static Key chosen(ObjectNode fields, Parent.Chosen chosen) {
        String name = text(fields, chosen.typeField()).orElseThrow(() -> invalid("missing " + chosen.typeField()));
        UUID uid = uidOrRefuse(fields, chosen.uidField(), "");
        if (!chosen.types().contains(name)) {
            var known =
                    chosen.types().stream().map(known1 -> "'" + known1 + "'").collect(Collectors.joining(" or "));
            throw invalid("invalid parent_type: " + name + " (must be " + known + ")");
        }
        return new Key(Entities.named(name), uid);
    }

    private static UUID uidOrRefuse(ObjectNode fields, String field, String separator) {
        String written = text(fields, field).orElseThrow(() -> invalid("missing " + field));
        return UidForm.read(written)
                .orElseThrow(() -> invalid("invalid " + field + (separator.isEmpty() ? "" : separator + written)));
    }

    private static void requireAlive(Key parent, Present present) {
        if (!(present.find(parent) instanceof Lookup.Live)) {
            throw Refusal.of(
                    ErrorCode.PARENT_MISSING, "parent " + parent.type().name() + " not found: " + parent.uid());
        }
    }

    private static List<Key> keys(List<String> types, Optional<UUID> uid) {
        return uid.stream()
                .flatMap(one -> types.stream().map(name -> new Key(Entities.named(name), one)))
                .toList();
    }

    private static Optional<UUID> uid(ObjectNode fields, String field) {
        return text(fields, field).flatMap(UidForm::read);
    }

    private static Optional<String> text(ObjectNode fields, String field) {
        return Optional.ofNullable(fields.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static Refusal invalid(String text) {
        return Refusal.of(ErrorCode.INVALID_FIELD, text);
    }
}
