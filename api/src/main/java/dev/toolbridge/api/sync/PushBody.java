package dev.toolbridge.api.sync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.JsonBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Splits the body of a push, `{"items":[…]}`, into its items.
///
/// It checks only the body as a whole: that it is JSON. A fault inside an item, such as a repeated name or an
/// endless number, is an error of that item alone.
final class PushBody {
    private static final int DEPTH_MAX = 2_000;
    private static final int NAME_LENGTH_MAX = 1_048_576;
    private static final JsonFactory OUTER = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] text;
    private final JsonParser parser;

    private PushBody(byte[] text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /// One item, by its place in the body.
    record Part(byte[] body, int begin, int end) {

        /// The item, parsed anew each time; empty when it is not a JSON object.
        Optional<ObjectNode> object() {
            return JsonBody.object(Arrays.copyOfRange(body, begin, end));
        }
    }

    /// The items in their order; empty when the body does not have this form.
    static Optional<List<Part>> items(byte[] text) {
        try (var parser = OUTER.createParser(characters(text))) {
            return new PushBody(text, parser).items();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /// Reads one character for each byte: the syntax of JSON is ASCII, the place of a character is that of its
    /// byte, and text that cannot be decoded is an error of the item that holds it.
    private static Reader characters(byte[] text) {
        return new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.ISO_8859_1);
    }

    private Optional<List<Part>> items() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Optional<List<Part>> items = Optional.of(List.of());
        var names = new HashSet<String>();
        while (items.isPresent() && parser.nextToken() == JsonToken.FIELD_NAME) {
            if (!names.add(parser.currentName())) {
                return Optional.empty();
            }
            boolean named = parser.currentName().equals("items");
            JsonToken value = parser.nextToken();
            if (!named) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                items = value == JsonToken.START_ARRAY ? Optional.of(elements()) : Optional.empty();
            }
        }
        return parser.nextToken() == null ? items : Optional.empty();
    }

    private List<Part> elements() throws IOException {
        var elements = new ArrayList<Part>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int begin = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getCharOffset();
            elements.add(new Part(text, begin, end));
        }
        return elements;
    }
}
