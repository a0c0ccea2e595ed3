package dev.toolbridge.contract;

import java.util.List;

/// The parent of an item. A required parent must exist and be alive; a loose one is never checked.
public sealed interface Parent {

    /// The item stands alone.
    record None() implements Parent {}

    /// `uidField` may name an item of `type`; it is not checked, since types are pushed one by one.
    record Loose(String type, String uidField) implements Parent {}

    /// `uidField` must name a live item of `type`.
    record Required(String type, String uidField) implements Parent {}

    /// `typeField` must be one of `types`, and `uidField` must name a live item of that type.
    record Chosen(String typeField, List<String> types, String uidField) implements Parent {

        public Chosen {
            types = List.copyOf(types);
        }
    }
}
