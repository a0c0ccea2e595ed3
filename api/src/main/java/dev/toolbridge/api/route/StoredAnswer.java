package dev.toolbridge.api.route;

import dev.toolbridge.service.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// An answer that an earlier release stored as a receipt: status and headers by line, an empty line, the body.
///
/// Receipts last a day, so the last of them expires a day after the last server of that release stops.
final class StoredAnswer {
    private static final String HEAD_END = "\n\n";

    private StoredAnswer() {}

    static Answer read(byte[] bytes) {
        int headLength = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(HEAD_END);
        var lines = new String(bytes, 0, headLength, StandardCharsets.ISO_8859_1).split("\n", -1);
        var headers = new LinkedHashMap<String, String>();
        for (int line = 1; line < lines.length; line++) {
            String[] header = lines[line].split(":", 2);
            headers.put(header[0], header[1]);
        }
        byte[] body = Arrays.copyOfRange(bytes, headLength + HEAD_END.length(), bytes.length);
        return new Answer(Integer.parseInt(lines[0]), headers, body);
    }
}
