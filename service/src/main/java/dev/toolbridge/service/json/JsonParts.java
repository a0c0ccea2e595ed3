package dev.toolbridge.service.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// JSON text that is put together of parts. What is stored goes into the answer without a copy in between.
public final class JsonParts {
    private final List<byte[]> parts = new ArrayList<>();
    private int length;

    public JsonParts add(byte[] json) {
        parts.add(json);
        length += json.length;
        return this;
    }

    public JsonParts add(String ascii) {
        return add(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /// A list of what is written for each entry.
    public <T> JsonParts array(Iterable<T> entries, BiConsumer<T, JsonParts> write) {
        add("[");
        String before = "";
        for (T entry : entries) {
            write.accept(entry, add(before));
            before = ",";
        }
        return add("]");
    }

    public byte[] joined() {
        byte[] all = new byte[length];
        int end = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, end, part.length);
            end += part.length;
        }
        return all;
    }
}
