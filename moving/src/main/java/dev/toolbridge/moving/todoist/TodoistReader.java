package dev.toolbridge.moving.todoist;

import dev.toolbridge.moving.csv.Rows;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.io.IOException;
import java.util.List;

/// Reads Todoist: a file is a task list.
public final class TodoistReader implements Reader {
    static final String FORMAT = "todoist";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Todoist (CSV)";
    }

    @Override
    public boolean recognises(Source source) throws IOException {
        return source.holds(TodoistReader::isProject);
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new ItemOutput(FORMAT, options, sink);
        for (SourceMember member : source.members()) {
            if (isProject(member)) {
                var project = new TodoistProject(member, items);
                project.begin();
                Rows.read(member, items, project);
            } else {
                items.leftOut(OtherFiles.kind(member.path()), member.path(), member.name());
            }
        }
        OtherFiles.report(source, items, member -> true);
    }

    private static boolean isProject(SourceMember member) throws IOException {
        if (!OtherFiles.extension(member.path()).equals("csv")) {
            return false;
        }
        var header = Rows.header(member).stream().map(String::strip).toList();
        return header.containsAll(List.of("TYPE", "CONTENT", "PRIORITY", "INDENT"));
    }
}
