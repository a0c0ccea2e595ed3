package dev.toolbridge.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Fields that an operation sets, with their values: texts and flags only.
public record Edit(SequencedMap<String, Object> fields) {

    public Edit {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    public static Edit set(String field, String value) {
        return new Edit(new LinkedHashMap<>()).with(field, value);
    }

    public static Edit set(String field, boolean value) {
        return new Edit(new LinkedHashMap<>()).with(field, value);
    }

    public Edit and(String field, boolean value) {
        return with(field, value);
    }

    private Edit with(String field, Object value) {
        var all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new Edit(all);
    }
}
