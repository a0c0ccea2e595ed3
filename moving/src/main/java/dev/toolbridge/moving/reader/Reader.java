package dev.toolbridge.moving.reader;

import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.Source;
import java.io.IOException;

/// A reader of one program's files. It writes nothing, keeps nothing between calls, and holds one item at a time.
public interface Reader {

    /// The name by which `--format` chooses it, and which every uid is made from; it never changes.
    String format();

    /// The program as people know it, for plans and reports.
    String program();

    /// True when the source looks like an export of the program. It reads names and the beginnings of files only.
    boolean recognises(Source source) throws IOException;

    /// Gives every item to the sink, parents before their children, and a line for all that does not come over.
    ///
    /// @throws ReadRefusal if the source as a whole cannot be read
    void read(Source source, ReadOptions options, Sink sink) throws IOException;
}
