package dev.toolbridge.api.stream;

import dev.toolbridge.service.event.EventWriter;
import java.nio.charset.StandardCharsets;

/// A change as streams send it: made once, the same bytes for every stream that asks the same question.
///
/// @param seq the number of the change
/// @param cursor the place after it
/// @param text the event as a stream of server-sent events has it
/// @param jsonLength the bytes of its JSON
public record ChangeEvent(long seq, String cursor, byte[] text, int jsonLength) {
    public static final String CHANGE = "change";
    private static final int END_LENGTH = 2;

    static ChangeEvent of(long seq, String cursor, byte[] json) {
        return new ChangeEvent(seq, cursor, EventWriter.text(CHANGE, cursor, json), json.length);
    }

    public String json() {
        return new String(text, text.length - END_LENGTH - jsonLength, jsonLength, StandardCharsets.UTF_8);
    }
}
