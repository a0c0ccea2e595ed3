package dev.toolbridge.moving.evernote;

import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.io.IOException;

/// Reads Evernote: a file is a notebook.
public final class EvernoteReader implements Reader {
    static final String FORMAT = "evernote";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "Evernote (ENEX)";
    }

    @Override
    public boolean recognises(Source source) {
        return source.members().stream().anyMatch(EvernoteReader::isNotebook);
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new ItemOutput(FORMAT, options, sink);
        for (SourceMember member : source.members()) {
            if (isNotebook(member)) {
                Notebook.read(member, items);
            }
        }
        OtherFiles.report(source, items, EvernoteReader::isNotebook);
    }

    private static boolean isNotebook(SourceMember member) {
        return OtherFiles.extension(member.path()).equals("enex");
    }
}
