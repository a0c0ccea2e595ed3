package dev.toolbridge.moving.notion;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of an export: a title, then the 32 hexadecimal digits that are the page's id.
final class PageName {
    private static final Pattern NAME =
            Pattern.compile("(?<title>.*?)[ _-]?(?<id>[0-9a-f]{32})(?<end>(?:_all)?\\.(?:md|csv))?", Pattern.DOTALL);
    private static final Pattern WRAPPER =
            Pattern.compile("(?i)Export-[0-9a-f-]{8,40}(?:-Part-\\d+)?|ExportBlock-.*|Part-\\d+");
    private static final Pattern SLASH = Pattern.compile("/");

    private PageName() {}

    /// The id in a name of a file or a folder.
    static Optional<String> id(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group("id")) : Optional.empty();
    }

    /// The name without the id and the end.
    static String title(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group("title").strip() : name.replaceFirst("(?:_all)?\\.(?:md|csv)$", "");
    }

    /// The folders of a path by their titles, without the folder that an export is wrapped in.
    static String folder(String path) {
        return SLASH.splitAsStream(path)
                .filter(name -> !WRAPPER.matcher(name).matches())
                .flatMap(name -> Stream.of(title(name)))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining("/"));
    }
}
