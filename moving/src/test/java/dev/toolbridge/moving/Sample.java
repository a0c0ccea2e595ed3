package dev.toolbridge.moving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A sample: files as text, and the lines that reading them gives. In a file of samples, `@@` begins one and names its
/// options, `>>>` begins a file and names its encoding, `===` begins what is expected.
///
/// @param file the file of samples that it is in
/// @param files the contents by path; `a.zip!b` is a file in a zip
record Sample(
        Path file, String title, List<String> options, SequencedMap<String, byte[]> files, List<String> expected) {
    static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:06Z");

    static List<Sample> read(Path file) throws IOException {
        var samples = new ArrayList<Sample>();
        for (String part : Files.readString(file).split("(?m)^@@ ", -1)) {
            if (!part.isBlank()) {
                samples.add(sample(file, part));
            }
        }
        return samples;
    }

    private static Sample sample(Path file, String part) {
        String[] sides = part.split("(?m)^===\\n", -1);
        String[] given = sides[0].split("(?m)^>>> ", -1);
        var words = List.of(given[0].strip().split(" (?=--)", -1));
        var files = new LinkedHashMap<String, byte[]>();
        for (int index = 1; index < given.length; index++) {
            int line = given[index].indexOf('\n');
            String[] head = given[index].substring(0, line).split(" \\| ", -1);
            files.put(head[0], bytes(given[index].substring(line + 1), head.length > 1 ? head[1] : ""));
        }
        var expected = sides.length > 1
                ? sides[1].lines().filter(line -> !line.isBlank()).toList()
                : List.<String>of();
        return new Sample(file, words.getFirst(), words.subList(1, words.size()), files, expected);
    }

    private static byte[] bytes(String text, String form) {
        return switch (form) {
            case "" -> text.getBytes(StandardCharsets.UTF_8);
            case "bom" -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case "crlf" -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            case "utf-16" -> text.getBytes(StandardCharsets.UTF_16);
            case "hex" -> HexFormat.of().parseHex(text.replaceAll("\\s", ""));
            default ->
                text.replaceAll("\\n$", "")
                        .repeat(form.startsWith("x") ? Integer.parseInt(form.substring(1)) : 1)
                        .getBytes(form.startsWith("x") ? StandardCharsets.UTF_8 : Charset.forName(form));
        };
    }

    /// Lays the files out: as a folder, or as they are in a zip or alone where the options say so.
    Path lay(Path folder) throws IOException {
        if (options.contains("--as-zip")) {
            Path zip = folder.resolve("export.zip");
            Files.write(zip, zip(files));
            return zip;
        }
        var zips = new LinkedHashMap<String, SequencedMap<String, byte[]>>();
        for (var entry : files.entrySet()) {
            String[] path = entry.getKey().split("!", 2);
            if (path.length == 2) {
                zips.computeIfAbsent(path[0], ignored -> new LinkedHashMap<>()).put(path[1], entry.getValue());
            } else {
                write(folder.resolve(path[0]), entry.getValue());
            }
        }
        for (var entry : zips.entrySet()) {
            write(folder.resolve(entry.getKey()), zip(entry.getValue()));
        }
        return options.contains("--as-file") ? folder.resolve(files.firstEntry().getKey()) : folder;
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        var inner = new LinkedHashMap<String, SequencedMap<String, byte[]>>();
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : files.entrySet()) {
                String[] path = entry.getKey().split("!", 2);
                if (path.length == 2) {
                    inner.computeIfAbsent(path[0], ignored -> new LinkedHashMap<>())
                            .put(path[1], entry.getValue());
                } else {
                    add(zip, path[0], entry.getValue());
                }
            }
            for (var entry : inner.entrySet()) {
                add(zip, entry.getKey(), zip(entry.getValue()));
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String path, byte[] content) throws IOException {
        var entry = new ZipEntry(path);
        entry.setLastModifiedTime(FileTime.from(MODIFIED));
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static void write(Path path, byte[] content) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            Files.setLastModifiedTime(path, FileTime.from(MODIFIED));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return file.getParent().getFileName() + ": " + title;
    }
}
