package dev.toolbridge.moving.reader;

import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Names the files of a source that no item comes from.
public final class OtherFiles {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("png", "picture"),
            Map.entry("jpg", "picture"),
            Map.entry("jpeg", "picture"),
            Map.entry("gif", "picture"),
            Map.entry("svg", "picture"),
            Map.entry("webp", "picture"),
            Map.entry("bmp", "picture"),
            Map.entry("heic", "picture"),
            Map.entry("tiff", "picture"),
            Map.entry("canvas", "drawing"),
            Map.entry("excalidraw", "drawing"));

    private OtherFiles() {}

    /// Gives a line for each link and unreadable file, and for each member that the reader does not read.
    public static void report(Source source, ItemOutput items, Predicate<SourceMember> read) {
        source.skipped().forEach(skipped -> items.refused("file", skipped.path(), skipped.reason()));
        source.members().stream()
                .filter(member -> !read.test(member))
                .forEach(member -> items.leftOut(kind(member.path()), member.path(), member.name()));
    }

    /// The kind of a file, by the end of its name.
    public static String kind(String path) {
        return path.endsWith(".excalidraw.md") ? "drawing" : KINDS.getOrDefault(extension(path), "file");
    }

    /// The end of a name after its last dot, in lower case, or nothing.
    public static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }
}
