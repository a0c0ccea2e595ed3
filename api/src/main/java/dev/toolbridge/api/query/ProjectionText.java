package dev.toolbridge.api.query;

import java.util.ArrayList;
import java.util.List;

/// Reads selections: `title,status,due:dueDate,payload->a`; `*` is everything.
public final class ProjectionText {
    private static final int PARTS_MAX = 100;

    private final FieldNames fields;

    public ProjectionText(FieldNames fields) {
        this.fields = fields;
    }

    /// The selection that the value of a query parameter means.
    public Projection whole(String parameter, String value) {
        var text = new Reading(parameter, value);
        if (value.equals("*")) {
            return new Projection.Everything();
        }
        var parts = new ArrayList<Projection.Part>();
        do {
            parts.add(part(text, parts));
        } while (text.took(","));
        text.takeEnd();
        return new Projection.Parts(parts);
    }

    private Projection.Part part(Reading text, List<Projection.Part> before) {
        Spot begin = text.spot();
        if (before.size() == PARTS_MAX) {
            throw begin.refusal("a selection has too many fields", "at most " + PARTS_MAX);
        }
        Named named = named(text);
        List<String> path = path(named.field(), begin);
        String name = named.name().isEmpty() ? path.getLast() : named.name();
        if (before.stream().anyMatch(part -> part.name().equals(name))) {
            throw begin.refusal("a selection names " + name + " twice", "each name once");
        }
        return new Projection.Part(name, path);
    }

    /// A field with the name that the answer gives it; the empty one is the field's own.
    private record Named(String name, FieldName field) {}

    private Named named(Reading text) {
        Reading ahead = text.copy();
        String name = ahead.takeName("a field");
        if (ahead.took(":")) {
            text.takeName("a name");
            text.take(":");
            return new Named(name, fields.read(text));
        }
        return new Named("", fields.read(text));
    }

    private static List<String> path(FieldName field, Spot begin) {
        return switch (field.place()) {
            case FieldName.Member member -> member.path();
            case FieldName.Envelope _, FieldName.Entry _, FieldName.WholeItem _ ->
                throw begin.refusal(
                        "field " + field.written() + " is not in the payload",
                        "a field of the payload: the others" + " are in every answer");
        };
    }
}
