package dev.toolbridge.api.journal;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The changes that a reader asks for.
///
/// @param types the names of the types, in their order
/// @param uid the one item whose changes are wanted
/// @param facts the facts that the changes must have
public record ChangeFilter(SortedSet<String> types, Optional<UUID> uid, Map<ChangeFact, String> facts) {
    /// The type of the entries that tell of the space itself, such as its wipe.
    public static final String SPACE = "space";

    public ChangeFilter {
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        var copy = new EnumMap<ChangeFact, String>(ChangeFact.class);
        copy.putAll(facts);
        facts = Collections.unmodifiableMap(copy);
    }

    /// The same for some of the types only.
    public ChangeFilter among(Collection<String> readable) {
        var kept = new TreeSet<>(types);
        kept.retainAll(readable);
        return new ChangeFilter(kept, uid, facts);
    }

    /// The question that cursors are bound to.
    public String question() {
        String asked = facts.entrySet().stream()
                .map(fact -> "\n" + fact.getKey().wireName() + " " + fact.getValue())
                .collect(Collectors.joining());
        return "changes " + String.join(",", types)
                + uid.map(id -> "\nuid " + id).orElse("") + asked;
    }
}
