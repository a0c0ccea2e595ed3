package dev.toolbridge.api.transfer;

import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// The files of another program, with the reader that knows them.
public final class ForeignFiles implements ImportFile {
    private final Source source;
    private final Reader reader;
    private final FileChoices choices;

    private ForeignFiles(Source source, Reader reader, FileChoices choices) {
        this.source = source;
        this.reader = reader;
        this.choices = choices;
    }

    /// Opens a folder, a zip or a single file.
    ///
    /// @param name the name that the person gave it
    /// @param scratch an existing folder for archives inside archives
    public static ForeignFiles open(Path path, String name, FileChoices choices, Path scratch) throws IOException {
        Source source = Sources.open(path, name, scratch);
        try {
            return new ForeignFiles(source, Readers.choose(choices.format(), source), choices);
        } catch (IOException | RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    @Override
    public String format() {
        return reader.format();
    }

    @Override
    public ImportPlan plan(LongConsumer progress) throws IOException {
        var plan = new ForeignPlan();
        reader.read(source, choices.options(), counting(plan, progress));
        return new ImportPlan(
                reader.format(), reader.program(), plan.counts(), new TreeMap<>(), plan.first(), plan.lines());
    }

    @Override
    public ImportReport carryOut(Target target) throws IOException {
        var work = new ForeignImport(target.store(), target.transfer(), target.now(), target.progress());
        reader.read(source, choices.options(), work);
        work.flush();
        return new ImportReport(target.run(), work.tally(), work.lines());
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static Sink counting(Sink sink, LongConsumer progress) {
        return new Sink() {
            @Override
            public void item(ImportedItem item) {
                sink.item(item);
                progress.accept(1);
            }

            @Override
            public void line(ReportLine line) {
                sink.line(line);
                progress.accept(0);
            }
        };
    }
}
