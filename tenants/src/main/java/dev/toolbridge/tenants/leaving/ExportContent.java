package dev.toolbridge.tenants.leaving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The content of an export, as its manifest says.
///
/// @param manifestSha256 the hash of the manifest, which has the hashes of all else
/// @param bytes the length of all files
public record ExportContent(String manifestSha256, long items, long changes, long bytes) {
    private static final String MANIFEST = "manifest.json";
    private static final int MANIFEST_BYTES_MAX = 64 * 1024;

    /// Reads the manifest of a folder.
    ///
    /// @throws IOException if it has none
    static ExportContent of(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (Files.size(file) > MANIFEST_BYTES_MAX) {
            throw new IOException("the manifest is too long");
        }
        byte[] manifest = Files.readAllBytes(file);
        JsonNode files =
                Json.stored(new String(manifest, StandardCharsets.UTF_8)).path("files");
        return new ExportContent(
                HexFormat.of().formatHex(Digest.sha256(manifest)),
                lines(files, "items.jsonl.gz"),
                lines(files, "changes.jsonl.gz"),
                bytes(folder));
    }

    private static long lines(JsonNode files, String name) throws IOException {
        return files.valueStream()
                .filter(file -> file.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("the manifest lacks " + name))
                .path("lines")
                .asLong();
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
