package dev.toolbridge.api.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads orders: `dueDate.asc.nullslast,title.desc`, or `changed.desc` alone.
public final class OrderText {
    private static final int KEYS_MAX = 4;
    private static final Set<FieldKind> WITHOUT_ORDER = EnumSet.of(FieldKind.TEXTS, FieldKind.OPEN, FieldKind.WORDS);

    private final FieldNames fields;

    public OrderText(FieldNames fields) {
        this.fields = fields;
    }

    /// The order that the value of a query parameter means.
    public Order whole(String parameter, String value) {
        var text = new Reading(parameter, value);
        if (text.copy().takeName("a field").equals(Order.CHANGED)) {
            text.takeName("a field");
            var order = new Order.ByChange(isDescending(text));
            text.takeEnd();
            return order;
        }
        var keys = new ArrayList<Order.Key>();
        do {
            keys.add(key(text, keys));
        } while (text.took(","));
        text.takeEnd();
        return new Order.ByFields(keys);
    }

    private Order.Key key(Reading text, List<Order.Key> before) {
        Spot begin = text.spot();
        if (before.size() == KEYS_MAX) {
            throw begin.refusal("an order has too many fields", "at most " + KEYS_MAX);
        }
        FieldName field = fields.read(text);
        if (before.stream().anyMatch(key -> key.field().equals(field))) {
            throw begin.refusal("an order names field " + field.written() + " twice", "each field once");
        }
        if (WITHOUT_ORDER.contains(field.kind())) {
            throw begin.refusal("field " + field.written() + " has no order", "a field of one type");
        }
        boolean isDescending = isDescending(text);
        boolean areNullsFirst = false;
        if (text.took(".")) {
            areNullsFirst = text.took("nullsfirst");
            if (!areNullsFirst) {
                text.take("nullslast");
            }
        }
        return new Order.Key(field, isDescending, areNullsFirst);
    }

    private static boolean isDescending(Reading text) {
        if (text.took(".desc")) {
            return true;
        }
        text.took(".asc");
        return false;
    }
}
