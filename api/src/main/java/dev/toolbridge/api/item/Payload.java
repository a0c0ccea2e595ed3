package dev.toolbridge.api.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.io.UncheckedIOException;

/// The JSON object of an item as it is stored: reads pass it through unparsed.
public record Payload(byte[] json) {

    /// The payload of an item in an answer of versions and times only.
    static final Payload NONE = new Payload(new byte[0]);

    public static Payload of(ObjectNode fields) {
        return new Payload(Json.bytes(fields));
    }

    /// The fields, as an object of the caller's own.
    public ObjectNode fields() {
        try {
            return (ObjectNode) Json.parse(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a stored payload is not JSON", impossible);
        }
    }
}
