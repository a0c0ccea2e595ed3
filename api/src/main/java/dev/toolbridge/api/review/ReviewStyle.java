package dev.toolbridge.api.review;

import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;

/// The style sheet of the page, under an address that changes with its content.
final class ReviewStyle {
    private static final int NAME_BYTES = 8;
    private static final byte[] TEXT = read();
    static final String ADDRESS =
            "/review/assets/" + HexFormat.of().formatHex(Arrays.copyOf(Digest.sha256(TEXT), NAME_BYTES)) + ".css";

    private ReviewStyle() {}

    static Route route() {
        return new Route("GET", ADDRESS, 0, _ -> Answer.empty(200)
                        .with("text/css; charset=utf-8", TEXT)
                        .header("Cache-Control", "public, max-age=31536000, immutable")
                        .header("X-Content-Type-Options", "nosniff"))
                .withoutQuery();
    }

    private static byte[] read() {
        try (var file = ReviewStyle.class.getResourceAsStream("/pages/review/style.css")) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
