package dev.toolbridge.moving.evernote;

import dev.toolbridge.moving.source.PassedBytes;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of XML with a blank for each control character that XML 1.0 forbids (section 2.2): notes hold them, and
/// the rest of a notebook is not lost for one. A file of UTF-16 is left alone.
final class PlainBytes extends PassedBytes {
    private boolean isWide;
    private boolean hasReplaced;
    private boolean hasBegun;

    PlainBytes(InputStream bytes) {
        super(bytes);
    }

    /// True when a character was replaced.
    boolean hasReplaced() {
        return hasReplaced;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (!hasBegun && count > 0) {
            hasBegun = true;
            isWide = (buffer[offset] & 0xFE) == 0xFE || buffer[offset] == 0;
        }
        for (int index = offset; !isWide && index < offset + count; index++) {
            if (isForbidden(buffer[index])) {
                buffer[index] = ' ';
                hasReplaced = true;
            }
        }
        return count;
    }

    private static boolean isForbidden(byte value) {
        return value >= 0 && value < ' ' && value != '\t' && value != '\n' && value != '\r';
    }
}
