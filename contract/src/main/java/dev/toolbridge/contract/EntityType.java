package dev.toolbridge.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One kind of item: everything that distinguishes it from the other kinds, as data.
///
/// @param name singular name, as tools and push acks use it, such as `chat_message`
/// @param plural path segment, such as `chat_messages`; never derived from the name
/// @param label the name as error texts write it, such as `chat message`
/// @param fields the named fields, in the order in which they are shown
/// @param parent the item that one of this type is kept under
/// @param link another item that one of this type may name, and is not kept under
/// @param archive the fields that archiving sets
/// @param actions the process actions, in the order in which they are shown
/// @param unknownAction the beginning of the refusal of an unknown action
/// @param onDelete the effect of a delete on the items that refer to the deleted one
/// @param syncFields the place of the sync state in the payload of writes over REST
/// @param toolsOnRequest true when its tools are listed only for clients that name the type
/// @param isManaged true when only routes of its own write it; everybody who may reads it as any other
/// @param rules the rules beyond the types of its fields
public record EntityType(
        String name,
        String plural,
        String label,
        List<Field> fields,
        Parent parent,
        Optional<Link> link,
        Edit archive,
        SequencedMap<String, Edit> actions,
        String unknownAction,
        OnDelete onDelete,
        SyncFields syncFields,
        boolean toolsOnRequest,
        boolean isManaged,
        ItemRules rules) {

    /// An item of `type` that `uidField` may name; it is not checked, since types are pushed one by one.
    public record Link(String type, String uidField) {}

    public EntityType {
        fields = List.copyOf(fields);
        actions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(actions));
    }

    /// Starts the description of an entity type.
    public static Builder entity(String name, String plural) {
        return new Builder(name, plural);
    }

    /// The named field, if this type has one of that name.
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    @Override
    public String toString() {
        return name;
    }

    /// Collects the parts of an entity type; what is not said keeps the most common value.
    public static final class Builder {
        private final String name;
        private final String plural;
        private String label;
        private final List<Field> fields = new ArrayList<>();
        private Parent parent = new Parent.None();
        private Optional<Link> link = Optional.empty();
        private Edit archive = Edit.set("archived", true);
        private final SequencedMap<String, Edit> actions = new LinkedHashMap<>();
        private String unknownAction = "invalid action";
        private OnDelete onDelete = new OnDelete.KeepReferrers();
        private SyncFields syncFields = SyncFields.APART;
        private boolean toolsOnRequest;
        private boolean isManaged;
        private ItemRules rules = ItemRules.NONE;

        private Builder(String name, String plural) {
            this.name = name;
            this.plural = plural;
            this.label = name;
        }

        public Builder label(String text) {
            label = text;
            return this;
        }

        public Builder text(String... names) {
            return add(FieldType.TEXT, names);
        }

        /// A text that every item has.
        public Builder requiredText(String... names) {
            for (String fieldName : names) {
                fields.add(new Field(fieldName, FieldType.TEXT, List.of(), true, 0));
            }
            return this;
        }

        /// A text that every item has, of one character at least and so many at most.
        public Builder requiredText(String fieldName, int lengthMax) {
            fields.add(new Field(fieldName, FieldType.TEXT, List.of(), true, lengthMax));
            return this;
        }

        /// A text of one character at least and so many at most.
        public Builder text(String fieldName, int lengthMax) {
            fields.add(new Field(fieldName, FieldType.TEXT, List.of(), false, lengthMax));
            return this;
        }

        /// A text that is one of a few.
        public Builder choice(String fieldName, String... choices) {
            fields.add(new Field(fieldName, FieldType.TEXT, List.of(choices), false, 0));
            return this;
        }

        /// A text that every item has, and that is one of a few.
        public Builder requiredChoice(String fieldName, String... choices) {
            fields.add(new Field(fieldName, FieldType.TEXT, List.of(choices), true, 0));
            return this;
        }

        public Builder texts(String... names) {
            return add(FieldType.TEXTS, names);
        }

        public Builder flag(String... names) {
            return add(FieldType.FLAG, names);
        }

        public Builder number(String... names) {
            return add(FieldType.NUMBER, names);
        }

        public Builder uid(String... names) {
            return add(FieldType.UID, names);
        }

        public Builder time(String... names) {
            return add(FieldType.TIME, names);
        }

        public Builder keptUnder(Parent keptUnder) {
            parent = keptUnder;
            return this;
        }

        public Builder linkedTo(String otherType, String uidField) {
            link = Optional.of(new Link(otherType, uidField));
            return this;
        }

        public Builder archive(Edit edit) {
            archive = edit;
            return this;
        }

        public Builder action(String actionName, Edit edit) {
            actions.put(actionName, edit);
            return this;
        }

        public Builder unknownAction(String text) {
            unknownAction = text;
            return this;
        }

        public Builder onDelete(OnDelete rule) {
            onDelete = rule;
            return this;
        }

        public Builder syncFields(SyncFields rule) {
            syncFields = rule;
            return this;
        }

        /// Keeps its tools out of the list that every client gets.
        public Builder toolsOnRequest() {
            toolsOnRequest = true;
            return this;
        }

        /// Leaves its items to routes of its own, which alone write them.
        public Builder managed() {
            isManaged = true;
            return this;
        }

        public Builder rules(ItemRules typeRules) {
            rules = typeRules;
            return this;
        }

        public EntityType build() {
            return new EntityType(
                    name,
                    plural,
                    label,
                    fields,
                    parent,
                    link,
                    archive,
                    actions,
                    unknownAction,
                    onDelete,
                    syncFields,
                    toolsOnRequest,
                    isManaged,
                    rules);
        }

        private Builder add(FieldType type, String... names) {
            for (String fieldName : names) {
                fields.add(new Field(fieldName, type));
            }
            return this;
        }
    }
}
