package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A line of an archive: an item, or a change of one.
///
/// @param head the other members of the line that mean something
/// @param payload the text of its payload, of which no tree is made before it is stored
/// @param bytes the memory, about, that it takes
record ArchivedLine(UUID uid, long version, long updatedAtMs, ObjectNode head, byte[] payload, int bytes) {
    private static final String PAYLOAD = "payload";
    private static final String DELETED_AT = "deletedAt";
    private static final String CREATED_AT = "createdAt";

    /// The most memory that the head of a line may take.
    private static final long HEAD_BYTES_MAX = 8 * 1_048_576;

    /// Reads the value of one member, behind which others come.
    private static final ObjectReader MEMBER =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> NOTED = List.of("operation", "at", "by", "metadata");
    private static final Set<String> MEMBERS = Stream.concat(
                    NOTED.stream(), Stream.of("uid", "version", "updatedAt", DELETED_AT, CREATED_AT))
            .collect(Collectors.toUnmodifiableSet());

    /// Reads a line; empty if it is neither an item nor a change, or holds what cannot be stored.
    static Optional<ArchivedLine> of(byte[] line) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(line)) {
            var reading = new Reading(parser, line);
            return reading.isWhole() ? reading.line() : Optional.empty();
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /// The members of a line while it is read.
    private static final class Reading {
        private final JsonParser parser;
        private final byte[] line;
        private final ObjectNode head = Json.object();
        private Optional<byte[]> payload = Optional.empty();
        private long headBytes;

        Reading(JsonParser parser, byte[] line) {
            this.parser = parser;
            this.line = line;
        }

        /// Reads all members; false if the line is no JSON object alone, or its head takes too much memory.
        boolean isWhole() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (headBytes <= HEAD_BYTES_MAX && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
                if (name.equals(PAYLOAD)) {
                    payload = container().filter(_ -> isObject);
                } else if (MEMBERS.contains(name)) {
                    member(name);
                } else {
                    parser.skipChildren();
                }
            }
            return headBytes <= HEAD_BYTES_MAX && parser.nextToken() == null;
        }

        private void member(String name) throws IOException {
            if (!parser.currentToken().isStructStart()) {
                head.set(name, MEMBER.readTree(parser));
                return;
            }
            byte[] text = container().orElse(new byte[0]);
            headBytes += Json.treeBytes(text);
            if (headBytes <= HEAD_BYTES_MAX) {
                head.set(name, Json.parse(text));
            }
        }

        /// The text of an object or a list; empty if the line is in another encoding than UTF-8, where places are not
        /// told in bytes.
        private Optional<byte[]> container() throws IOException {
            long begin = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            long end = parser.currentLocation().getByteOffset();
            return begin >= 0 && end <= line.length
                    ? Optional.of(Arrays.copyOfRange(line, (int) begin, (int) end))
                    : Optional.empty();
        }

        Optional<ArchivedLine> line() {
            Optional<UUID> uid = Uids.parse(head.path("uid"));
            OptionalLong updatedAtMs = Times.parse(head.path("updatedAt"));
            boolean isItem = uid.isPresent()
                    && updatedAtMs.isPresent()
                    && head.path("version").canConvertToLong()
                    && head.path("version").canConvertToExactIntegral()
                    && isAbsentOrTime(DELETED_AT)
                    && isAbsentOrTime(CREATED_AT)
                    && JsonLimits.complaint(head).isEmpty();
            int bytes = line.length + (int) headBytes;
            return payload.filter(_ -> isItem)
                    .map(text -> new ArchivedLine(
                            uid.get(), head.path("version").asLong(), updatedAtMs.getAsLong(), head, text, bytes));
        }

        private boolean isAbsentOrTime(String name) {
            return !head.has(name) || Times.parse(head.get(name)).isPresent();
        }
    }

    /// The item, to be stored.
    ///
    /// @param change the entry of a journal that it comes from
    /// @param createdAtMs the time of its creation, which only items have
    IncomingItem arrival(EntityType type, Optional<ArchivedLine> change, OptionalLong createdAtMs) {
        Optional<JsonNode> noted = change.map(ArchivedLine::noted);
        var origin = new StateElsewhere(version, updatedAtMs, time(DELETED_AT), createdAtMs, Optional.empty(), noted);
        int weight = bytes
                + change.filter(entry -> !entry.equals(this))
                        .map(ArchivedLine::bytes)
                        .orElse(0);
        return IncomingItem.of(type, uid, origin, payload).weighing(weight);
    }

    /// The facts that only a journal has.
    private JsonNode noted() {
        ObjectNode noted = Json.object();
        NOTED.stream().filter(head::has).forEach(name -> noted.set(name, head.get(name)));
        return noted;
    }

    OptionalLong createdAtMs() {
        return time(CREATED_AT);
    }

    private OptionalLong time(String name) {
        return Times.parse(head.path(name));
    }
}
