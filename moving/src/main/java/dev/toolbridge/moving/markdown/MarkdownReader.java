package dev.toolbridge.moving.markdown;

import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.reader.SourceUid;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.ReadRefusal.Reason;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads folders of Markdown and Obsidian vaults: a note a file.
public final class MarkdownReader implements Reader {
    private static final String FORMAT = "markdown";
    private static final String DRAWING = ".excalidraw.md";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Markdown files, such as an Obsidian vault";
    }

    @Override
    public boolean recognises(Source source) {
        return isVault(source) || source.members().stream().anyMatch(MarkdownReader::isNote);
    }

    /// True when the source has the settings of Obsidian.
    public static boolean isVault(Source source) {
        return source.hasFolder(".obsidian");
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) {
        var items = new ItemOutput(FORMAT, options, sink);
        var notes = source.members().stream().filter(MarkdownReader::isNote).toList();
        if (notes.isEmpty()) {
            throw new ReadRefusal(Reason.NOTHING_READABLE, source.name() + " has no Markdown file.");
        }
        var index = new LinkIndex(source.members());
        notes.forEach(note -> TextFile.read(note, items).ifPresent(text -> readNote(note, text, index, items)));
        OtherFiles.report(source, items, MarkdownReader::isNote);
    }

    private static boolean isNote(SourceMember member) {
        String extension = OtherFiles.extension(member.path());
        return (extension.equals("md") || extension.equals("markdown")) && !isDrawing(member.path());
    }

    private static boolean isDrawing(String path) {
        return path.regionMatches(true, path.length() - DRAWING.length(), DRAWING, 0, DRAWING.length());
    }

    private static void readNote(SourceMember file, String text, LinkIndex index, ItemOutput items) {
        var matter = FrontMatter.of(text);
        if (matter.broken()) {
            items.remark("front matter", file.path(), "it is no YAML that can be read, and stays in the text");
        }
        var body = MarkdownText.of(matter.body());
        var note = Draft.of("note", file.path(), file.path()).updated(file.modified());
        var fields = new NoteFields(note, matter.fields());
        note.text("title", fields.title().or(body::heading).orElseGet(() -> withoutExtension(file.name())));
        note.text("content", matter.body());
        var tags = new LinkedHashSet<>(fields.tags());
        tags.addAll(body.tags());
        note.texts("tags", tags).text("folder", file.folder());
        note.texts("links", links(file, body, index, items));
        fields.addRest();
        if (items.give(note) && items.options().tasks()) {
            BoxTasks.give(note, body.boxes(), items);
        }
    }

    private static Set<String> links(SourceMember file, MarkdownText body, LinkIndex index, ItemOutput items) {
        var links = new LinkedHashSet<String>();
        List<Link> all = body.links();
        if (all.size() == Link.ALL_MAX) {
            items.remark(
                    "link", file.path(), "of more than " + Link.ALL_MAX + " links the others are only in the text");
        }
        for (Link link : all) {
            if (link.leaves() || link.target().isEmpty()) {
                continue;
            }
            var path = index.resolve(link, file.folder());
            if (path.isEmpty()) {
                String why = index.isCrowded(link)
                        ? "more than " + LinkIndex.SAME_NAME_MAX + " files are named "
                        : "no file is named ";
                items.remark("link", file.path(), why + link.target());
            } else if (OtherFiles.extension(path.get()).matches("md|markdown") && !isDrawing(path.get())) {
                links.add(SourceUid.of(FORMAT, path.get()).toString());
            }
        }
        return links;
    }

    private static String withoutExtension(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
