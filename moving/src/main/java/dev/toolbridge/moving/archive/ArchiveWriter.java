package dev.toolbridge.moving.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes an archive as a stream. One that is not finished has no manifest, and its reader refuses it.
public final class ArchiveWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final ZipOutputStream zip;
    private final List<ArchiveManifest.Member> members = new ArrayList<>();
    private final TreeMap<String, ArchiveManifest.Count> counts = new TreeMap<>();
    private Optional<Open> open = Optional.empty();

    public ArchiveWriter(OutputStream out) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /// The member that is being written. Its lines are hashed and packed many at a time.
    private static final class Open {
        private final String name;
        private final MessageDigest digest = sha256();
        private final OutputStream out;
        private long bytes;
        private long lines;

        Open(String name, OutputStream zip) {
            this.name = name;
            this.out = new BufferedOutputStream(new DigestOutputStream(zip, digest), BUFFER_BYTES);
        }

        void line(byte[] line) throws IOException {
            out.write(line);
            bytes += line.length;
            lines++;
        }

        ArchiveManifest.Member end() throws IOException {
            out.flush();
            return new ArchiveManifest.Member(name, bytes, lines, HexFormat.of().formatHex(digest.digest()));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Begins the next member. The times of members are those of the format, so that the same items are the same bytes.
    public void begin(String name) throws IOException {
        end();
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        open = Optional.of(new Open(name, zip));
    }

    /// Writes a line of the member.
    public void line(byte[] line) throws IOException {
        open.orElseThrow().line(line);
    }

    /// Counts an item.
    public void count(String plural, boolean isDeleted) {
        counts.merge(plural, new ArchiveManifest.Count(0, 0).plus(isDeleted), (sum, _) -> sum.plus(isDeleted));
    }

    /// Writes the manifest, and ends the archive.
    public void finish(ArchiveManifest.About about) throws IOException {
        end();
        zip.putNextEntry(new ZipEntry(ArchiveManifest.NAME));
        zip.write(new ArchiveManifest(about, counts, members).bytes());
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void end() throws IOException {
        if (open.isPresent()) {
            members.add(open.get().end());
            zip.closeEntry();
            open = Optional.empty();
        }
    }

    /// Frees what it holds. It does not finish an archive that was not.
    @Override
    public void close() {
        open = Optional.empty();
    }
}
