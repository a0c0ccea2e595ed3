package dev.toolbridge.api.route;

import dev.toolbridge.service.http.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/// An answer as bytes, to be given again: status and headers a line each, an empty line, the body.
final class StoredAnswer {
    private static final String HEAD_END = "\n\n";

    private StoredAnswer() {}

    static byte[] bytes(Answer answer) {
        var head = new StringBuilder().append(answer.status());
        answer.headers()
                .forEach((name, value) ->
                        head.append('\n').append(name).append(':').append(value));
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.append(HEAD_END).toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(answer.body());
        return out.toByteArray();
    }

    static Answer read(byte[] bytes) {
        int headLength = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(HEAD_END);
        var lines = new String(bytes, 0, headLength, StandardCharsets.ISO_8859_1).split("\n", -1);
        var headers = new LinkedHashMap<String, String>();
        for (int line = 1; line < lines.length; line++) {
            String[] header = lines[line].split(":", 2);
            headers.put(header[0], header[1]);
        }
        byte[] body = java.util.Arrays.copyOfRange(bytes, headLength + HEAD_END.length(), bytes.length);
        return new Answer(Integer.parseInt(lines[0]), headers, body);
    }
}
