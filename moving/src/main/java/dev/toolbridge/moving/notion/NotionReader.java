package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads Notion: pages are notes, the rows of databases notes or tasks.
public final class NotionReader implements Reader {
    static final String FORMAT = "notion";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Notion (Markdown and CSV)";
    }

    @Override
    public boolean recognises(Source source) {
        return source.members().stream()
                .anyMatch(member -> isRead(member) && PageName.id(member.name()).isPresent());
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) {
        var items = new ItemOutput(FORMAT, options, sink);
        var pages = new NotionPages(
                source.members().stream().filter(NotionReader::isPage).toList(), items);
        var databases = databases(source.members());
        databases.forEach(database -> new NotionDatabase(database, pages, items).read());
        pages.giveRest();
        OtherFiles.report(source, items, NotionReader::isRead);
    }

    /// The tables: the one with all rows where there are two of one database.
    private static List<SourceMember> databases(List<SourceMember> members) {
        var tables = members.stream()
                .filter(member -> OtherFiles.extension(member.path()).equals("csv"))
                .toList();
        Set<String> whole = new HashSet<>();
        tables.stream()
                .map(SourceMember::path)
                .filter(path -> path.endsWith("_all.csv"))
                .forEach(path -> whole.add(path.replaceFirst("_all\\.csv$", ".csv")));
        return tables.stream().filter(table -> !whole.contains(table.path())).toList();
    }

    private static boolean isPage(SourceMember member) {
        return OtherFiles.extension(member.path()).equals("md");
    }

    private static boolean isRead(SourceMember member) {
        return isPage(member) || OtherFiles.extension(member.path()).equals("csv");
    }
}
