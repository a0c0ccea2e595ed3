package dev.toolbridge.moving.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/// Finds the lines of an archive that delete something, without a tree of them. The rights to import an archive are
/// those to what is in it, whatever its manifest says.
final class Deletions {
    private static final String DELETED_AT = "deletedAt";

    /// Numbers and depths are judged when a line is stored: none that is taken there may be too much here.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Archive.LINE_BYTES_MAX)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private Deletions() {}

    /// Tells if a line is that of a deleted item; empty if it is no JSON object.
    static Optional<Boolean> isOne(byte[] line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            boolean isDeleted = false;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                isDeleted |= parser.currentName().equals(DELETED_AT);
                parser.nextToken();
                parser.skipChildren();
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? Optional.of(isDeleted) : Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
