package dev.toolbridge.api.store.query;

import dev.toolbridge.api.store.space.SpaceQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A part of a statement with the values of its parameters. No value of a request is part of the text.
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /// An array as a value.
    public record Array(String type, Object[] values) {}

    /// A text that is ours.
    public static Sql of(String text) {
        return new Sql().add(text);
    }

    public Sql add(String more) {
        text.append(more);
        return this;
    }

    public Sql add(Sql more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    /// A parameter with its value.
    public Sql bind(Object value) {
        text.append('?');
        values.add(value);
        return this;
    }

    /// A parameter whose value the database reads from a text.
    public Sql bind(String value, String type) {
        return bind(value).add("::" + type);
    }

    public Sql bindTexts(List<String> texts) {
        return bind(new Array("text", texts.toArray()));
    }

    /// Parts with a word between them.
    static Sql joined(List<Sql> parts, String between) {
        var all = new Sql();
        for (int index = 0; index < parts.size(); index++) {
            all.add(index == 0 ? "" : between).add(parts.get(index));
        }
        return all;
    }

    public String text() {
        return text.toString();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// Binds the values in their order.
    public void bindTo(SpaceQuery query) throws SQLException {
        for (Object value : values) {
            if (value instanceof Array array) {
                query.bindArray(array.type(), array.values());
            } else {
                query.bind(value);
            }
        }
    }
}
