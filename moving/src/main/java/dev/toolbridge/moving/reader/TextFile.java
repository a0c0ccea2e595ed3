package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.Decoded;
import dev.toolbridge.moving.text.Room;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Optional;

/// Reads a member as one text. A file that is no text is a line.
public final class TextFile {
    private static final String ASSUMED = "neither UTF-8 nor UTF-16; read as Windows-1252";
    private static final int BYTES_MAX = 4 * ItemOutput.BYTES_MAX;
    private static final int BYTES_TO_SPLIT_MAX = Room.forText(32 * ItemOutput.BYTES_MAX);

    private TextFile() {}

    public static Optional<String> read(SourceMember member, ItemOutput items) {
        int limit = items.options().split() ? BYTES_TO_SPLIT_MAX : BYTES_MAX;
        byte[] bytes;
        try (var stream = member.open()) {
            bytes = stream.readNBytes(limit + 1);
        } catch (IOException unreadable) {
            items.refused("file", member.path(), "it cannot be read");
            return Optional.empty();
        }
        if (bytes.length > limit) {
            items.refused("size", member.path(), "it is larger than " + limit / ItemOutput.BYTES_MAX + " MiB");
            return Optional.empty();
        }
        return text(member, Decoded.of(bytes), items);
    }

    /// A reader of a long text, which is read once before to judge its encoding.
    public static Reader stream(SourceMember member, ItemOutput items) throws IOException {
        Charset encoding;
        try (var bytes = member.open()) {
            encoding = Decoded.judge(bytes);
        }
        if (Decoded.assumed(encoding)) {
            items.remark("encoding", member.path(), ASSUMED);
        }
        return Decoded.reader(member.open(), encoding);
    }

    /// The reason for which a text could not be read, without the names of programs.
    public static String reason(JsonProcessingException broken) {
        return broken instanceof StreamConstraintsException
                ? "a depth of more than 64, or a text that is too long"
                : broken.getOriginalMessage();
    }

    private static Optional<String> text(SourceMember member, Decoded decoded, ItemOutput items) {
        if (decoded.binary()) {
            items.refused("file", member.path(), "it is no text");
            return Optional.empty();
        }
        if (decoded.assumed()) {
            items.remark("encoding", member.path(), ASSUMED);
        }
        return Optional.of(decoded.text());
    }
}
