package dev.toolbridge.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Fields that an operation sets: with fixed values, texts and flags only, or with facts of the moment.
///
/// @param fields the fields with fixed values
/// @param stamps the fields that tell who did it, and when
public record Edit(SequencedMap<String, Object> fields, SequencedMap<String, Stamp> stamps) {

    public Edit {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        stamps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(stamps));
    }

    /// A fact of the moment in which an operation is carried out.
    public enum Stamp {
        TIME,
        AUTHOR
    }

    public static Edit set(String field, String value) {
        return new Edit(new LinkedHashMap<>(), new LinkedHashMap<>()).with(field, value);
    }

    public static Edit set(String field, boolean value) {
        return new Edit(new LinkedHashMap<>(), new LinkedHashMap<>()).with(field, value);
    }

    public Edit and(String field, boolean value) {
        return with(field, value);
    }

    /// The same, which also sets a field to a fact of the moment.
    public Edit stamping(String field, Stamp stamp) {
        var all = new LinkedHashMap<>(stamps);
        all.put(field, stamp);
        return new Edit(fields, all);
    }

    private Edit with(String field, Object value) {
        var all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new Edit(all, stamps);
    }
}
