package dev.toolbridge.console.visit;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Compression of what browsers get.
final class Packing {
    /// A smaller page is one packet anyway.
    private static final int BYTES_MIN = 1_400;

    private static final String HTML = "text/html";

    /// The coding in a list of those that are taken; a weight of 0 refuses it (RFC 9110, section 12.4.2).
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:$|,|;\\s*q=(?!0(?:\\.0{0,3})?\\s*(?:$|,)))");

    private Packing() {}

    /// Tells if a browser takes compressed answers.
    static boolean isTaken(Request request) {
        return request.listHeader("Accept-Encoding")
                .filter(accepted -> GZIP.matcher(accepted).find())
                .isPresent();
    }

    /// A page, compressed for a browser that takes it. Answers to forms stay as they are: they show secrets once.
    static Answer page(Request request, Answer answer) {
        boolean isPage = answer.headers().getOrDefault("Content-Type", "").startsWith(HTML);
        if (!isPage || !request.method().equals("GET")) {
            return answer;
        }
        Answer varying = answer.header("Vary", "Accept-Encoding");
        return answer.body().length < BYTES_MIN || !isTaken(request)
                ? varying
                : varying.with(answer.headers().get("Content-Type"), packed(answer.body()))
                        .header("Content-Encoding", "gzip");
    }

    static byte[] packed(byte[] bytes) {
        var output = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(output)) {
            stream.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }
}
