package dev.toolbridge.console.visit;

import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The files beside the pages, under addresses that change with their content.
public final class Assets {
    private static final int NAME_BYTES = 8;
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> NAMES = List.of("console.css", "console.js", "htmx.js", "icons.svg", "mark.svg");

    private static final Map<String, Asset> ALL =
            NAMES.stream().map(Asset::read).collect(Collectors.toUnmodifiableMap(Asset::name, asset -> asset));

    private Assets() {}

    private record Asset(String name, String address, byte[] bytes, byte[] compressed) {

        static Asset read(String name) {
            try (var file = Assets.class.getResourceAsStream("/console/assets/" + name)) {
                byte[] bytes = file.readAllBytes();
                String hash = HexFormat.of().formatHex(Arrays.copyOf(Digest.sha256(bytes), NAME_BYTES));
                String ending = name.substring(name.lastIndexOf('.'));
                return new Asset(name, "/console/assets/" + hash + ending, bytes, Packing.packed(bytes));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        Answer answer(Request request) {
            boolean isCompressed = Packing.isTaken(request);
            Answer answer = Answer.empty(200)
                    .with(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), isCompressed ? compressed : bytes)
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("Vary", "Accept-Encoding")
                    .header("X-Content-Type-Options", "nosniff");
            return isCompressed ? answer.header("Content-Encoding", "gzip") : answer;
        }
    }

    /// The address of a file.
    public static String address(String name) {
        return ALL.get(name).address();
    }

    /// A route for each file.
    public static List<Route> routes() {
        return ALL.values().stream()
                .map(asset -> new Route("GET", asset.address(), 0, asset::answer).withoutQuery())
                .toList();
    }
}
