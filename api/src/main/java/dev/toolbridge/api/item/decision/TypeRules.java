package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.api.item.SourceUids;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.ItemRules;
import dev.toolbridge.contract.ItemRules.When;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules of a type beyond the types of its fields, for one write.
///
/// @param author the subject who writes
record TypeRules(EntityType type, Present present, String author) {

    private ItemRules rules() {
        return type.rules();
    }

    /// The fields of a new item with what the rules add to them.
    ObjectNode completed(ObjectNode fields) {
        rules().leading()
                .filter(leading -> !fields.hasNonNull(leading.field()) && holds(leading.byDefault(), fields))
                .filter(_ -> present.isShared() && present.leads(author))
                .ifPresent(leading -> fields.put(leading.field(), true));
        return named(fields);
    }

    /// The fields with a name, if the type makes one and they have none.
    ObjectNode named(ObjectNode fields) {
        rules().key()
                .filter(key -> !fields.hasNonNull(key.field()) && holds(key.unique(), fields))
                .flatMap(key -> ItemName.of(fields.path(key.madeOf()).asText("")))
                .ifPresent(name -> fields.put(rules().key().orElseThrow().field(), name));
        return fields;
    }

    /// Refuses fields that break a rule which they did not break before.
    void require(UUID uid, ObjectNode before, ObjectNode after) {
        requireContent(uid, before, after);
        requirePlace(uid, before, after);
    }

    private void requireContent(UUID uid, ObjectNode before, ObjectNode after) {
        if (rules().refusesCredentials()) {
            requireNoCredentials(before, after);
        }
        rules().source().filter(field -> isChanged(field, before, after)).ifPresent(field -> requireUid(uid, after));
    }

    /// Adds to fields that a device pushed what the rules give them.
    void completePushed(Optional<ObjectNode> before, ObjectNode fields) {
        var _ = before.isPresent() ? named(fields) : completed(fields);
    }

    /// The fields that a device pushed, with the stored value of the field that only leaders change, unless the
    /// device has changed it: its copy may be old.
    ///
    /// @param base the fields that the device began with; without them, only a leader's value is a change
    ObjectNode withLeading(Optional<ObjectNode> base, ObjectNode stored, ObjectNode fields) {
        ObjectNode taken = fields.deepCopy();
        rules().leading()
                .map(ItemRules.Leading::field)
                .filter(field -> isSet(field, stored) != isSet(field, fields))
                .filter(field -> base.map(known -> isSet(field, known) == isSet(field, fields))
                        .orElseGet(() -> !present.leads(author)))
                .ifPresent(field -> taken.put(field, isSet(field, stored)));
        return taken;
    }

    /// The same refusals for fields that a device pushed.
    ///
    /// @param before the live item's fields, if there is one
    /// @param stored the fields that are stored, also those of a deleted item: it may live again as it was
    void requirePushed(UUID uid, Optional<ObjectNode> before, ObjectNode stored, ObjectNode after) {
        if (rules().isStrict()) {
            Fields.require(type, after);
        }
        ObjectNode live = before.orElseGet(Json::object);
        requireContent(uid, live, after);
        requireLeader(stored, after);
        requireName(uid, live, after);
    }

    /// Refuses what others than the leaders of a space may not change, and a name that is taken.
    void requirePlace(UUID uid, ObjectNode before, ObjectNode after) {
        requireLeader(before, after);
        requireName(uid, before, after);
    }

    private void requireLeader(ObjectNode before, ObjectNode after) {
        boolean leads = rules().leading()
                        .filter(leading -> isSet(leading.field(), before) != isSet(leading.field(), after))
                        .isEmpty()
                || present.leads(author);
        if (!leads) {
            String field = rules().leading().orElseThrow().field();
            throw Refusal.of(ErrorCode.FORBIDDEN, "only admins of the space change " + field)
                    .fact("field", field);
        }
    }

    private void requireName(UUID uid, ObjectNode before, ObjectNode after) {
        rules().key()
                .filter(key -> holds(key.unique(), after))
                .filter(key -> isChanged(key.field(), before, after) || !holds(key.unique(), before))
                .ifPresent(key -> requireFree(key, uid, after));
    }

    /// An item may take the name of the one that it replaces, which it links to.
    private void requireFree(ItemRules.Key key, UUID uid, ObjectNode fields) {
        Set<UUID> except = Stream.concat(Stream.of(uid), References.linkUid(type, fields).stream())
                .collect(Collectors.toUnmodifiableSet());
        References.key(type, fields)
                .flatMap(name -> present.holder(type, name, except))
                .ifPresent(holder -> {
                    throw Refusal.of(ErrorCode.KEY_TAKEN, "another " + type.label() + " has this " + key.field())
                            .fact("field", key.field())
                            .fact("uid", holder.toString());
                });
    }

    private void requireUid(UUID uid, ObjectNode fields) {
        if (SourceUids.of(type, present.space(), fields)
                .filter(made -> !made.equals(uid))
                .isPresent()) {
            String field = rules().source().orElseThrow();
            throw Refusal.of(ErrorCode.INVALID_UID, "the uid must be the one that " + field + " gives")
                    .fact("field", field);
        }
    }

    private void requireNoCredentials(ObjectNode before, ObjectNode after) {
        after.properties().stream()
                .filter(member -> isChanged(member.getKey(), before, after))
                .forEach(member -> requireNone(member.getKey(), member.getValue()));
    }

    private static void requireNone(String field, JsonNode value) {
        if (value.isTextual()) {
            CredentialRule.find(value.textValue()).ifPresent(rule -> {
                throw Refusal.of(
                                ErrorCode.LOOKS_LIKE_SECRET,
                                "field " + field + " looks like it holds a secret: " + rule.wireName())
                        .fact("field", field)
                        .fact("rule", rule.wireName());
            });
        } else {
            value.properties().forEach(member -> requireNone(field, TextNode.valueOf(member.getKey())));
            value.valueStream().forEach(inner -> requireNone(field, inner));
        }
    }

    private static boolean isChanged(String field, ObjectNode before, ObjectNode after) {
        return !Payloads.same(before.path(field), after.path(field));
    }

    private static boolean isSet(String field, ObjectNode fields) {
        return fields.path(field).booleanValue();
    }

    /// Tells if fields meet a condition.
    static boolean holds(When when, ObjectNode fields) {
        return fields.path(when.field()).asText("").equals(when.value());
    }

    /// Tells if a push has no authority over an item.
    static boolean serverKeeps(EntityType type, ObjectNode fields) {
        return type.rules().serverKeeps().filter(when -> holds(when, fields)).isPresent();
    }
}
