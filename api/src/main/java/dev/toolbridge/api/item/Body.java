package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.error.Refusal;

/// A parsed request body. A bad one is a value, because the contract sets the order of errors.
public sealed interface Body {

    /// One JSON object that the database can store.
    record Fields(ObjectNode object) implements Body {}

    /// Any other body, with the refusal that it causes.
    record Bad(Refusal refusal) implements Body {}

    /// The fields; throws the refusal of a bad body.
    default ObjectNode fieldsOrRefuse() {
        return switch (this) {
            case Fields fields -> fields.object();
            case Bad bad -> throw bad.refusal();
        };
    }
}
