package dev.toolbridge.moving.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.Decoded;
import dev.toolbridge.moving.text.Room;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.function.BiConsumer;

/// The elements of the list that a JSON file holds, at its root or in the first field that is a list.
public final class Elements {
    /// The characters of one element; it is in memory whole.
    private static final int SIZE_MAX = Room.forOne(24 << 20);

    private static final int BEGINNING = 1 << 12;

    private Elements() {}

    /// Gives each element with its place. A broken file is a line, after the elements before the break.
    public static void read(SourceMember member, ItemOutput items, BiConsumer<JsonNode, String> taker)
            throws IOException {
        try (var text = TextFile.stream(member, items);
                var parser = BoundedJson.parser(text, SIZE_MAX)) {
            if (toList(parser)) {
                readList(parser, member, items, taker);
            } else {
                items.refused("file", member.path(), "it holds no list");
            }
        } catch (JsonProcessingException broken) {
            items.refused("file", member.path(), "it is no whole JSON: " + TextFile.reason(broken));
        }
    }

    /// The first element, or a missing node. Nothing after it is read.
    public static JsonNode first(SourceMember member) throws IOException {
        try (var bytes = member.open();
                var text = Decoded.reader(bytes, encoding(member));
                var parser = BoundedJson.parser(text, SIZE_MAX)) {
            return toList(parser) && parser.nextToken() == JsonToken.START_OBJECT
                    ? BoundedJson.value(parser, SIZE_MAX)
                    : MissingNode.getInstance();
        } catch (JsonProcessingException broken) {
            return MissingNode.getInstance();
        }
    }

    private static Charset encoding(SourceMember member) throws IOException {
        try (var bytes = new ByteArrayInputStream(beginning(member))) {
            return Decoded.judge(bytes);
        }
    }

    private static byte[] beginning(SourceMember member) throws IOException {
        try (var bytes = member.open()) {
            return bytes.readNBytes(BEGINNING);
        }
    }

    private static boolean toList(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            return token == JsonToken.START_ARRAY;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void readList(
            JsonParser parser, SourceMember member, ItemOutput items, BiConsumer<JsonNode, String> taker)
            throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (parser.currentToken() == null) {
                items.refused("file", member.path(), "it is no whole JSON: the list does not end");
                return;
            }
            String where = member.path() + "#" + index;
            JsonNode element = BoundedJson.value(parser, SIZE_MAX);
            if (element.isMissingNode()) {
                items.refused("size", where, "it is larger than can be read at once, or names a field twice");
            } else {
                taker.accept(element, where);
            }
        }
    }
}
