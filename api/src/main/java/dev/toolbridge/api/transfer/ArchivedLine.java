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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A line of an archive: an item, or a change of one.
///
/// @param head all members of the line but its payload
/// @param payload the text of its payload, of which no tree is made before it is stored
record ArchivedLine(UUID uid, long version, long updatedAtMs, ObjectNode head, byte[] payload) {
    private static final String PAYLOAD = "payload";

    /// Reads the value of one member, behind which others come.
    private static final ObjectReader MEMBER =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> NOTED = List.of("operation", "at", "by", "metadata");

    /// Reads a line; empty if it is neither an item nor a change.
    static Optional<ArchivedLine> of(byte[] line) throws IOException {
        ObjectNode head = Json.object();
        try (JsonParser parser = Json.mapper().createParser(line)) {
            Optional<byte[]> payload = read(parser, line, head);
            Optional<UUID> uid = Uids.parse(head.path("uid"));
            OptionalLong updatedAtMs = Times.parse(head.path("updatedAt"));
            boolean isItem = uid.isPresent()
                    && updatedAtMs.isPresent()
                    && head.path("version").canConvertToLong()
                    && parser.nextToken() == null;
            return payload.filter(_ -> isItem)
                    .map(text -> new ArchivedLine(
                            uid.get(), head.path("version").asLong(), updatedAtMs.getAsLong(), head, text));
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /// Reads the members of a line into its head, and gives the text of its payload.
    private static Optional<byte[]> read(JsonParser parser, byte[] line, ObjectNode head) throws IOException {
        Optional<byte[]> payload = Optional.empty();
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(PAYLOAD)) {
                    long begin = parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    payload = part(line, begin, parser.currentLocation().getByteOffset());
                } else {
                    head.set(name, MEMBER.readTree(parser));
                }
            }
        }
        return payload;
    }

    /// A part of a line; empty if the line is in another encoding than UTF-8, where places are not told in bytes.
    private static Optional<byte[]> part(byte[] line, long begin, long end) {
        return begin >= 0 && end <= line.length
                ? Optional.of(Arrays.copyOfRange(line, (int) begin, (int) end))
                : Optional.empty();
    }

    /// The item, to be stored.
    ///
    /// @param noted the facts of its last change in the journal that it comes from
    /// @param createdAtMs the time of its creation, which only items have
    IncomingItem arrival(EntityType type, Optional<JsonNode> noted, OptionalLong createdAtMs) {
        var origin = new StateElsewhere(version, updatedAtMs, time("deletedAt"), createdAtMs, Optional.empty(), noted);
        return IncomingItem.of(type, uid, origin, payload);
    }

    /// The facts that only a journal has.
    JsonNode noted() {
        ObjectNode noted = Json.object();
        NOTED.stream().filter(head::has).forEach(name -> noted.set(name, head.get(name)));
        return noted;
    }

    OptionalLong createdAtMs() {
        return time("createdAt");
    }

    private OptionalLong time(String name) {
        return Times.parse(head.path(name));
    }
}
