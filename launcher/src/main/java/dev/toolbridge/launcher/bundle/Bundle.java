package dev.toolbridge.launcher.bundle;

import dev.toolbridge.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An MCP bundle (`.mcpb`, manifest 0.3). The same program writes the same bytes.
///
/// @param version the version in the manifest
public record Bundle(String version) {
    private static final String MANIFEST = "manifest.json";
    private static final List<String> SERVER = List.of(
            "server/delivery.mjs",
            "server/index.mjs",
            "server/session.mjs",
            "server/settings.mjs",
            "server/upstream.mjs",
            "server/wire.mjs");

    /// The first day that the format can write.
    private static final long NO_TIME_MS = 315_532_800_000L;

    /// Writes the bundle; a file of that name is replaced as a whole.
    public void write(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".new");
            try (var zip = new ZipOutputStream(Files.newOutputStream(aside))) {
                String manifest = new String(resource(MANIFEST), StandardCharsets.UTF_8);
                add(
                        zip,
                        MANIFEST,
                        manifest.replace("\"VERSION\"", "\"" + version + "\"").getBytes(StandardCharsets.UTF_8));
                for (String name : SERVER) {
                    add(zip, name, resource(name));
                }
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LaunchFailure("the file " + file + " cannot be written", failed);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(NO_TIME_MS);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] resource(String name) {
        try (InputStream resource = Bundle.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return resource.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
