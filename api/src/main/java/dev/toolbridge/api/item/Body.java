package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.error.Refusal;

/// A parsed request body. A bad one is carried along, because the contract says which complaint comes first.
public sealed interface Body {

    /// One JSON object that we can keep.
    record Fields(ObjectNode object) implements Body {}

    /// Anything else, with what is wrong.
    record Bad(Refusal refusal) implements Body {}

    /// The fields, or the complaint as an exception.
    default ObjectNode fieldsOrRefuse() {
        return switch (this) {
            case Fields fields -> fields.object();
            case Bad bad -> throw bad.refusal();
        };
    }
}
