package dev.toolbridge.service.html;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The parts of a `multipart/form-data` body (RFC 7578), one after the other: a stream that ends where the present part
/// ends. It holds one buffer, whatever the size of a part.
final class PartStream extends InputStream {
    private static final int BUFFER_BYTES = 65_536;
    private static final int LINE_BYTES_MAX = 8_192;
    private static final int BYTE = 0xFF;
    private static final int DASH = '-';

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /// The bytes that were read from the body and not given yet.
    private int start;

    private int end;

    /// The place up to which no delimiter begins.
    private int clear;

    /// A line end before the body, so that the first delimiter is like the others.
    PartStream(InputStream body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = delimiter[0];
        buffer[1] = delimiter[1];
        end = 2;
    }

    /// Goes to the next part, past what is left of the present one; false after the last.
    boolean next() throws IOException {
        for (int left = ready(); left > 0; left = ready()) {
            start += left;
        }
        start += delimiter.length;
        String rest = line();
        if (rest.isBlank()) {
            return true;
        }
        if (rest.startsWith("--")) {
            return false;
        }
        throw broken();
    }

    /// Reads the body to its end.
    void passOver() throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }

    /// The next line of the headers of a part, without its end.
    String line() throws IOException {
        byte[] text = new byte[LINE_BYTES_MAX];
        int length = 0;
        for (int next = one(); next != '\n'; next = one()) {
            if (length == LINE_BYTES_MAX) {
                throw broken();
            }
            text[length] = (byte) next;
            length++;
            if (length == 2 && text[0] == DASH && text[1] == DASH) {
                return "--";
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8).strip();
    }

    private int one() throws IOException {
        if (start == end) {
            fill();
        }
        start++;
        return buffer[start - 1] & BYTE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public int read(byte[] part, int offset, int length) throws IOException {
        int ready = ready();
        if (ready == 0) {
            return -1;
        }
        int count = Math.min(length, ready);
        System.arraycopy(buffer, start, part, offset, count);
        start += count;
        return count;
    }

    /// The number of bytes in the buffer that belong to the part; 0 at its end.
    private int ready() throws IOException {
        while (clear <= start) {
            clear = delimiterAt();
            if (clear == start && end - start >= delimiter.length) {
                return 0;
            }
            if (clear == start) {
                fill();
            }
        }
        return clear - start;
    }

    /// The place of the next delimiter, or of what may be the beginning of one.
    private int delimiterAt() {
        for (int place = start; place < end; place++) {
            if (buffer[place] == delimiter[0] && isDelimiter(place)) {
                return place;
            }
        }
        return end;
    }

    private boolean isDelimiter(int place) {
        int length = Math.min(delimiter.length, end - place);
        for (int index = 1; index < length; index++) {
            if (buffer[place + index] != delimiter[index]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        clear = 0;
        start = 0;
        int more = body.read(buffer, end, buffer.length - end);
        if (more < 0) {
            throw broken();
        }
        end += more;
    }

    static Refusal broken() {
        return Refusal.of(ErrorCode.INVALID_REQUEST, "the form is cut off, or is not framed as multipart/form-data is");
    }
}
