package dev.toolbridge.moving.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text with the encoding that it was read in: a byte order mark decides, then UTF-8 if the bytes are valid, then
/// UTF-16 if zeros show it, else Windows-1252 with its five unused bytes as control characters.
public record Decoded(String text, Charset encoding) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int SAMPLE = 8_192;
    private static final int MARK_LENGTH = 3;

    /// True when the encoding was assumed, since nothing in the bytes says it.
    public boolean assumed() {
        return assumed(encoding);
    }

    public static Decoded of(byte[] bytes) {
        Charset encoding = encoding(bytes, bytes.length, true);
        int mark = mark(bytes, encoding);
        return new Decoded(
                encoding.equals(WINDOWS) ? windows(bytes) : new String(bytes, mark, bytes.length - mark, encoding),
                encoding);
    }

    /// The encoding of a long text, which is read to its end.
    public static Charset judge(InputStream bytes) throws IOException {
        byte[] sample = bytes.readNBytes(SAMPLE);
        Charset encoding = encoding(sample, sample.length, sample.length < SAMPLE);
        return encoding.equals(StandardCharsets.UTF_8)
                        && !isUnicode(new SequenceInputStream(new ByteArrayInputStream(sample), bytes))
                ? WINDOWS
                : encoding;
    }

    /// A reader of a long text in the encoding that it was judged to have.
    public static Reader reader(InputStream bytes, Charset encoding) throws IOException {
        var start = new PushbackInputStream(bytes, MARK_LENGTH);
        byte[] sample = start.readNBytes(MARK_LENGTH);
        int mark = mark(sample, encoding);
        start.unread(sample, mark, sample.length - mark);
        return new InputStreamReader(start, encoding);
    }

    /// The beginning of a text.
    public static String beginning(InputStream bytes, int length) throws IOException {
        byte[] sample = bytes.readNBytes(length);
        Charset encoding = encoding(sample, sample.length, false);
        int mark = mark(sample, encoding);
        return new String(sample, mark, sample.length - mark, encoding);
    }

    /// True when an encoding was assumed.
    public static boolean assumed(Charset encoding) {
        return encoding.equals(WINDOWS);
    }

    /// True when the bytes hold zeros although they are no UTF-16: a file that is no text.
    public boolean binary() {
        return text.indexOf('\0') >= 0;
    }

    private static Charset encoding(byte[] bytes, int length, boolean whole) {
        if (length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (zeros(bytes, length, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros(bytes, length, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return isUnicode(bytes, length, whole) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    private static boolean zeros(byte[] bytes, int length, int offset) {
        int end = Math.min(length, SAMPLE) & ~1;
        int count = 0;
        int other = 0;
        for (int index = 0; index < end; index += 2) {
            count += bytes[index + offset] == 0 ? 1 : 0;
            byte low = bytes[index + 1 - offset];
            other += low == 0 || (low > 0 && low < ' ' && "\t\n\r".indexOf(low) < 0) ? 1 : 0;
        }
        return count > 0 && other == 0 && count * 4 >= end;
    }

    private static boolean isUnicode(byte[] bytes, int length, boolean whole) {
        var decoder = strict(StandardCharsets.UTF_8);
        if (!whole) {
            return !decoder.decode(ByteBuffer.wrap(bytes, 0, length), CharBuffer.allocate(length), false)
                    .isError();
        }
        try {
            decoder.decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException notUnicode) {
            return false;
        }
    }

    private static int mark(byte[] bytes, Charset encoding) {
        if (encoding.equals(StandardCharsets.UTF_8)) {
            byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            return bytes.length >= MARK_LENGTH && Arrays.equals(bytes, 0, MARK_LENGTH, mark, 0, MARK_LENGTH)
                    ? MARK_LENGTH
                    : 0;
        }
        boolean marked = bytes.length >= 2 && (bytes[0] & bytes[1] & 0xFE) == 0xFE;
        return marked && !encoding.equals(WINDOWS) ? 2 : 0;
    }

    private static String windows(byte[] bytes) {
        char[] chars = new String(bytes, WINDOWS).toCharArray();
        for (int index = 0; index < chars.length; index++) {
            if (chars[index] == '\uFFFD') {
                chars[index] = (char) (bytes[index] & 0xFF);
            }
        }
        return new String(chars);
    }

    private static CharsetDecoder strict(Charset encoding) {
        return encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static boolean isUnicode(InputStream bytes) throws IOException {
        var text = new InputStreamReader(bytes, strict(StandardCharsets.UTF_8));
        char[] buffer = new char[SAMPLE];
        try {
            int count = 0;
            while (count >= 0) {
                count = text.read(buffer);
            }
            return true;
        } catch (CharacterCodingException notUnicode) {
            return false;
        }
    }
}
