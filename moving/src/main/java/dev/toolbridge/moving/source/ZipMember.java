package dev.toolbridge.moving.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A file in a zip. Unpacked bytes count once, however often the member is read.
final class ZipMember implements SourceMember {
    private final String path;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final Archives archives;
    private long counted;

    ZipMember(String path, ZipFile zip, ZipEntry entry, Archives archives) {
        this.path = path;
        this.zip = zip;
        this.entry = entry;
        this.archives = archives;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long size() {
        return entry.getSize();
    }

    @Override
    public Optional<Instant> modified() {
        return Optional.ofNullable(entry.getLastModifiedTime()).map(FileTime::toInstant);
    }

    long counted() {
        return counted;
    }

    ZipMember renamed(String newPath) {
        return new ZipMember(newPath, zip, entry, archives);
    }

    @Override
    public InputStream open() throws IOException {
        return new Bounded(zip.getInputStream(entry));
    }

    private void reached(long bytes) {
        if (bytes > counted) {
            archives.addUnpacked(bytes - counted, path);
            counted = bytes;
            Archives.checkRatio(bytes, entry.getCompressedSize(), path);
        }
    }

    private final class Bounded extends PassedBytes {
        private long position;

        Bounded(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            position += Math.max(count, 0);
            reached(position);
            return count;
        }
    }
}
