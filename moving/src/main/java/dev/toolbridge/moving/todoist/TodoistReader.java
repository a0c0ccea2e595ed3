package dev.toolbridge.moving.todoist;

import dev.toolbridge.moving.csv.Rows;
import dev.toolbridge.moving.reader.Items;
import dev.toolbridge.moving.reader.Leftovers;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Member;
import dev.toolbridge.moving.source.Source;
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
        for (Member member : source.members()) {
            if (isProject(member)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new Items(FORMAT, options, sink);
        for (Member member : source.members()) {
            if (isProject(member)) {
                var project = new Project(member, items);
                project.begin();
                Rows.read(member, items, project);
            } else {
                items.leftOut(Leftovers.kind(member.path()), member.path(), member.name());
            }
        }
        Leftovers.report(source, items, member -> true);
    }

    private static boolean isProject(Member member) throws IOException {
        if (!Leftovers.extension(member.path()).equals("csv")) {
            return false;
        }
        var header = Rows.header(member).stream().map(String::strip).toList();
        return header.containsAll(List.of("TYPE", "CONTENT", "PRIORITY", "INDENT"));
    }
}
