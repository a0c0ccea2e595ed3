package dev.toolbridge.api.transfer;

import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveManifest;
import dev.toolbridge.moving.reader.ReportCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// The archive of a space, every byte of which is as its manifest says.
public final class ArchiveFile implements ImportFile {
    /// The name of the format.
    public static final String FORMAT = Archive.FORMAT;

    /// The most that an archive which somebody sent may hold, unpacked.
    static final long UPLOADED_BYTES_MAX = 4L * 1_024 * 1_024 * 1_024;

    private final Archive archive;

    private ArchiveFile(Archive archive) {
        this.archive = archive;
    }

    /// Opens an archive after a check of all of it.
    ///
    /// @param bytesMax the most that it may hold, unpacked
    public static ArchiveFile open(Path file, long bytesMax) throws IOException {
        return new ArchiveFile(Archive.open(file, bytesMax));
    }

    public ArchiveManifest manifest() {
        return archive.manifest();
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public ImportPlan plan(LongConsumer progress) {
        var items = new TreeMap<String, Long>();
        var deleted = new TreeMap<String, Long>();
        manifest().counts().forEach((plural, count) -> {
            put(items, plural, count.live());
            put(deleted, plural, count.deleted());
            if (archive.hasDeletionsInHistory(plural)) {
                deleted.putIfAbsent(plural, 0L);
            }
        });
        return new ImportPlan(FORMAT, manifest().about().madeBy(), items, deleted, List.of(), new ReportCounts());
    }

    private static void put(SortedMap<String, Long> counts, String plural, long count) {
        if (count > 0) {
            counts.put(plural, count);
        }
    }

    @Override
    public ImportReport carryOut(Target target) throws IOException {
        Tally tally = new ArchiveImport(archive, target.transfer()).run(target.progress());
        return new ImportReport(target.run(), tally, new ReportCounts());
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
