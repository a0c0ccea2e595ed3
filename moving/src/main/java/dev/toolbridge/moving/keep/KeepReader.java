package dev.toolbridge.moving.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.toolbridge.moving.json.BoundedJson;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.Decoded;
import dev.toolbridge.moving.text.Room;
import dev.toolbridge.moving.text.SourceTimes;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/// Reads Google Keep: a JSON file a note, in a folder of any name, since Takeout translates it. A note without a title
/// stays without one.
public final class KeepReader implements Reader {
    private static final String FORMAT = "keep";
    private static final String EDITED = "userEditedTimestampUsec";
    private static final int BEGINNING = 1 << 16;
    private static final int CHARACTERS_MAX = Room.forOne(32 << 20);

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Google Keep (Takeout)";
    }

    @Override
    public boolean recognises(Source source) throws IOException {
        return source.holds(member -> isJson(member) && looksLikeNote(member));
    }

    private static boolean looksLikeNote(SourceMember member) throws IOException {
        try (var bytes = member.open()) {
            String beginning = Decoded.beginning(bytes, BEGINNING);
            return beginning.contains("\"" + EDITED + "\"")
                    || (beginning.contains("\"isTrashed\"")
                            && (beginning.contains("\"textContent\"") || beginning.contains("\"listContent\"")));
        }
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) {
        var items = new ItemOutput(FORMAT, options, sink);
        source.members().stream().filter(KeepReader::isJson).forEach(file -> TextFile.read(file, items)
                .ifPresent(text -> readFile(file, text, items)));
        OtherFiles.report(source, items, member -> isJson(member) || isOverview(member));
    }

    private static boolean isJson(SourceMember member) {
        return OtherFiles.extension(member.path()).equals("json");
    }

    /// The same notes as pages, and the list of labels.
    private static boolean isOverview(SourceMember member) {
        String extension = OtherFiles.extension(member.path());
        return extension.equals("html") || member.name().equals("Labels.txt");
    }

    private static void readFile(SourceMember file, String text, ItemOutput items) {
        JsonNode note = parsed(file, text, items);
        if (!note.isObject()) {
            return;
        }
        if (!note.has(EDITED) && !note.has("textContent") && !note.has("listContent")) {
            items.leftOut("file", file.path(), file.name());
        } else if (note.path("isTrashed").asBoolean() && !items.options().trash()) {
            items.leftOut("trash", file.path(), note.path("title").asText(file.name()));
        } else {
            give(file, note, items);
        }
    }

    private static JsonNode parsed(SourceMember file, String text, ItemOutput items) {
        try (var parser = BoundedJson.parser(new StringReader(text), CHARACTERS_MAX)) {
            JsonNode note =
                    parser.nextToken() == null ? MissingNode.getInstance() : BoundedJson.value(parser, CHARACTERS_MAX);
            if (!note.isObject() || parser.nextToken() != null) {
                items.refused("file", file.path(), "it is no JSON object, or names a field twice");
                return MissingNode.getInstance();
            }
            return note;
        } catch (JsonProcessingException broken) {
            items.refused("file", file.path(), "it is no whole JSON: " + TextFile.reason(broken));
        } catch (IOException broken) {
            items.refused("file", file.path(), "it cannot be read");
        }
        return MissingNode.getInstance();
    }

    private static void give(SourceMember file, JsonNode source, ItemOutput items) {
        var note = Draft.of("note", file.path(), file.path())
                .text("title", source.path("title").asText(""))
                .text("content", content(source))
                .texts("tags", names(source.path("labels"), "name"))
                .flag("pinned", source.path("isPinned").asBoolean())
                .flag("trashed", source.path("isTrashed").asBoolean())
                .created(SourceTimes.microseconds(source.path("createdTimestampUsec")))
                .updated(SourceTimes.microseconds(source.path(EDITED))
                        .or(() -> SourceTimes.microseconds(source.path("createdTimestampUsec"))));
        if (source.path("isArchived").asBoolean()) {
            note.text("status", "archived");
        }
        if (!source.path("color").asText("DEFAULT").equals("DEFAULT")) {
            note.text("color", source.path("color").asText(""));
        }
        if (!note.has("title") && !note.has("content")) {
            items.leftOut("empty note", file.path(), file.name());
            return;
        }
        note.texts("sharees", names(source.path("sharees"), "email"));
        if (items.give(note)) {
            leftOut(file, source, items);
        }
    }

    private static void leftOut(SourceMember file, JsonNode source, ItemOutput items) {
        for (JsonNode reminder : source.path("reminders")) {
            items.leftOut("reminder", file.path(), reminder.toString());
        }
    }

    private static String content(JsonNode source) {
        var parts = new ArrayList<String>();
        parts.add(source.path("textContent").asText(""));
        for (JsonNode line : source.path("listContent")) {
            parts.add((line.path("isChecked").asBoolean() ? "- [x] " : "- [ ] ")
                    + line.path("text").asText("").replaceAll("\\R", "\n  "));
        }
        for (JsonNode link : source.path("annotations")) {
            String url = link.path("url").asText("");
            if (!url.isEmpty() && !source.path("textContent").asText("").contains(url)) {
                parts.add("[" + link.path("title").asText(url) + "](" + url + ")");
            }
        }
        names(source.path("attachments"), "filePath").forEach(name -> parts.add("[" + name + "](" + name + ")"));
        parts.removeIf(String::isEmpty);
        return String.join("\n", parts);
    }

    private static List<String> names(JsonNode list, String field) {
        return list.valueStream()
                .map(element -> element.path(field).asText(""))
                .filter(name -> !name.isBlank())
                .toList();
    }
}
