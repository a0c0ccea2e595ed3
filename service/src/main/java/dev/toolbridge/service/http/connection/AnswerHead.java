package dev.toolbridge.service.http.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Status line and headers of an answer, with the empty line behind them.
///
/// @param rest the bytes of the body that came with them
record AnswerHead(byte[] head, byte[] rest) {
    private static final String END = "\r\n\r\n";
    private static final String LINE_END = "\r\n";
    private static final String CODING = "transfer-encoding:";
    private static final String LENGTH = "content-length:";
    private static final int HEXADECIMAL = 16;

    static AnswerHead of(byte[] bytes) {
        int end = text(bytes).indexOf(END) + END.length();
        return new AnswerHead(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
    }

    boolean isChunked() {
        return text(head).toLowerCase(Locale.ROOT).contains(LINE_END + CODING);
    }

    byte[] whole() {
        return RequestFrames.joined(head, rest);
    }

    /// The same without a word on how long the body is.
    byte[] withoutFraming() {
        String kept = text(head).lines().filter(line -> !frames(line)).collect(Collectors.joining(LINE_END));
        return (kept + LINE_END).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The content of the chunks in a piece of an answer; the piece holds each of them whole.
    static byte[] content(byte[] chunks) {
        var content = new ByteArrayOutputStream(chunks.length);
        int at = 0;
        while (at < chunks.length) {
            int lineEnd = at;
            while (chunks[lineEnd] != '\r') {
                lineEnd++;
            }
            int size = Integer.parseInt(text(Arrays.copyOfRange(chunks, at, lineEnd)), HEXADECIMAL);
            content.write(chunks, lineEnd + LINE_END.length(), size);
            at = lineEnd + LINE_END.length() + size + LINE_END.length();
        }
        return content.toByteArray();
    }

    private static boolean frames(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith(CODING) || lower.startsWith(LENGTH);
    }

    /// A letter for each byte.
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
