package dev.toolbridge.moving.evernote;

import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.SourceTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A note while its elements are read.
final class NoteDraft {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final String ATTRIBUTES = "note-attributes/";
    private static final int MIB = 1 << 20;

    /// Each is in memory with its formatting.
    private static final int ELEMENTS_MAX = 100_000;

    private static final List<String> FIELDS =
            List.of("author", "source", "source-url", "latitude", "longitude", "altitude");

    private final SourceMember file;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private String resourceName = "";
    private String resourceKind = "";
    private boolean tooLong;

    NoteDraft(SourceMember file) {
        this.file = file;
    }

    void begin() {
        text.setLength(0);
    }

    void add(char[] characters, int start, int length, int lengthMax) {
        if (text.length() + length > lengthMax) {
            tooLong = true;
        } else {
            text.append(characters, start, length);
        }
    }

    void end(String path) {
        String value = text.toString();
        text.setLength(0);
        switch (path) {
            case "tag" -> tags.add(value.strip());
            case "resource/mime" -> resourceKind = value.strip();
            case "resource/resource-attributes/file-name" -> resourceName = value.strip();
            case "resource" -> endResource();
            case "task/title" -> tasks.add(value.strip());
            default -> {
                if (!path.startsWith("resource/") && !value.isBlank()) {
                    values.putIfAbsent(path, value);
                }
            }
        }
    }

    /// The words by which the note is known on the next import: ENEX has no id.
    String name() {
        return values.getOrDefault("created", "") + "-" + title();
    }

    void give(String id, ItemOutput items) {
        String where = file.path() + "#" + title();
        String notebook = file.name().substring(0, file.name().lastIndexOf('.'));
        if (tooLong) {
            items.refused("size", where, "its content is larger than " + Notebook.CONTENT_LENGTH_MAX / MIB + " MiB");
            return;
        }
        String content = values.getOrDefault("content", "");
        if (content.chars().filter(character -> character == '<').count() > ELEMENTS_MAX) {
            items.refused("size", where, "its content has more than " + ELEMENTS_MAX + " elements");
            return;
        }
        var note = Draft.of("note", id, where)
                .text("title", title())
                .text("content", Enml.markdown(content, where, items))
                .texts("tags", tags.stream().filter(tag -> !tag.isEmpty()).toList())
                .text("notebook", notebook)
                .created(time("created"))
                .updated(time("updated").or(() -> time("created")));
        FIELDS.forEach(name -> note.text(
                name.replace("-url", "Url"),
                values.getOrDefault(ATTRIBUTES + name, "").strip()));
        if (items.give(note)) {
            leftOut(where, items);
        }
    }

    private void leftOut(String where, ItemOutput items) {
        resources.forEach(resource -> items.leftOut(
                resource.startsWith("image/") ? "picture" : "file",
                where,
                resource.substring(resource.indexOf(' ') + 1)));
        tasks.forEach(task -> items.leftOut("task", where, task));
        if (values.containsKey(ATTRIBUTES + "reminder-time") || values.containsKey(ATTRIBUTES + "reminder-order")) {
            items.leftOut("reminder", where, values.getOrDefault(ATTRIBUTES + "reminder-time", "without a time"));
        }
    }

    private void endResource() {
        String name = resourceName.isEmpty() ? "without a name" : resourceName;
        boolean picture = resourceKind.startsWith("image/")
                || OtherFiles.kind(resourceName).equals("picture");
        resources.add((picture ? "image/ " : "file ") + name);
        resourceName = "";
        resourceKind = "";
    }

    private String title() {
        return values.getOrDefault("title", "").strip();
    }

    private Optional<Instant> time(String name) {
        try {
            var time = LocalDateTime.parse(values.getOrDefault(name, "").strip(), TIME);
            return Optional.of(time.toInstant(ZoneOffset.UTC)).filter(SourceTimes::inRange);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
