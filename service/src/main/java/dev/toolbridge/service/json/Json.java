package dev.toolbridge.service.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.memory.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The one JSON mapper: duplicate names and trailing text are refused, numbers keep every digit.
public final class Json {

    /// The deepest nesting of a payload; see [JsonLimits].
    public static final int DEPTH_MAX = 64;

    /// A request may wrap a payload in an envelope of its own.
    private static final int ENVELOPE_DEPTH = 8;

    /// Longer than any number that [JsonLimits] takes, so that it is the one to refuse.
    private static final int NUMBER_LENGTH_MAX = 4_000;

    /// Names that were chosen to have one hash are not remembered, and fail nothing: the table of names is everybody's.
    /// Buffers are everybody's too: those of each thread would stay with every open connection.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX + ENVELOPE_DEPTH)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// Smaller texts make no large trees.
    private static final int COUNTED_FROM_BYTES = 1_024;

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Parses one JSON value from UTF-8 (RFC 8259, section 8.1). A tree that takes much more memory than its text is
    /// counted for the request that it is made for.
    ///
    /// @throws JsonProcessingException if the text is not exactly one JSON value
    public static JsonNode parse(byte[] text) throws JsonProcessingException {
        if (text.length > COUNTED_FROM_BYTES) {
            Share.current().grow(TreeCost.excess(text));
        }
        try {
            return MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw new JsonParseException(null, "not UTF-8", notUtf8);
        } catch (ArithmeticException | NumberFormatException beyondAnyNumber) {
            throw new JsonParseException(null, "a number is out of all bounds", beyondAnyNumber);
        }
    }

    /// The memory, about, that the tree of a text takes.
    public static long treeBytes(byte[] text) {
        return text.length + TreeCost.tree(text);
    }

    /// Parses JSON that a program of ours stored.
    ///
    /// @throws IllegalStateException if it is damaged
    public static JsonNode stored(String text) {
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("stored JSON is damaged", damaged);
        }
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A value that is written as it goes, without a tree of it.
    @FunctionalInterface
    public interface Written {
        void to(JsonGenerator out) throws IOException;
    }

    public static byte[] written(Written value) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            value.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
