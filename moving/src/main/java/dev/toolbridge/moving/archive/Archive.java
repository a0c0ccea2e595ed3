package dev.toolbridge.moving.archive;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// An archive on disk whose every byte is as its manifest says. Nothing is unpacked to a disk.
public final class Archive implements AutoCloseable {

    /// The name by which people choose the format.
    public static final String FORMAT = "archive";

    /// The largest line: an item, or a change, of the largest size, with what is beside its payload.
    static final int LINE_BYTES_MAX = 4 * 1_048_576;

    private static final int MEMBERS_MAX = 200_000;
    private static final int MANIFEST_BYTES_MAX = 64 * 1_048_576;
    private static final int BUFFER_BYTES = 65_536;
    private static final int BEGINNING_BYTES = 1_024;
    private static final Pattern OURS = Pattern.compile("(items|history)/[a-z_]+\\.jsonl");

    private final ZipFile zip;
    private final ArchiveManifest manifest;

    private Archive(ZipFile zip, ArchiveManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// Tells if a file is a zip whose manifest names our format, whatever else is in it.
    public static boolean isArchive(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(ArchiveManifest.NAME);
            if (entry == null) {
                return false;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                String start = new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8);
                return start.contains('"' + ArchiveManifest.FORMAT + '"');
            }
        } catch (ZipException other) {
            return false;
        }
    }

    /// Opens an archive after a check of all of it.
    ///
    /// @param bytesMax the most that its members may hold together, unpacked
    /// @throws ArchiveFault if anything of it is not as its manifest says
    public static Archive open(Path file, long bytesMax) throws IOException {
        ZipFile zip = zip(file);
        try {
            ArchiveManifest manifest = manifest(zip);
            var archive = new Archive(zip, manifest);
            archive.requireMembers(bytesMax);
            for (ArchiveManifest.Member member : manifest.members()) {
                archive.requireWhole(member);
            }
            return archive;
        } catch (ZipException damaged) {
            zip.close();
            throw new ArchiveFault("the archive is damaged: " + damaged.getMessage(), damaged);
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException damaged) {
            throw new ArchiveFault(file + " is no zip, or was cut off: " + damaged.getMessage(), damaged);
        }
    }

    private static ArchiveManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(ArchiveManifest.NAME);
        if (entry == null) {
            throw new ArchiveFault(
                    "this zip is no archive of a space, or was cut off: it has no " + ArchiveManifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MANIFEST_BYTES_MAX + 1);
            if (bytes.length > MANIFEST_BYTES_MAX) {
                throw new ArchiveFault("the manifest is larger than " + MANIFEST_BYTES_MAX + " bytes");
            }
            return ArchiveManifest.read(bytes);
        } catch (JacksonException malformed) {
            throw new ArchiveFault("the manifest is not JSON", malformed);
        }
    }

    private void requireMembers(long bytesMax) {
        if (zip.size() > MEMBERS_MAX) {
            throw new ArchiveFault("the archive has more than " + MEMBERS_MAX + " members");
        }
        Set<String> names = new HashSet<>();
        long bytes = 0;
        for (ArchiveManifest.Member member : manifest.members()) {
            if (!OURS.matcher(member.name()).matches() || !names.add(member.name())) {
                throw new ArchiveFault("the manifest names a member that an archive has not: " + member.name());
            }
            if (member.bytes() > bytesMax - bytes) {
                throw new ArchiveFault("the archive holds more than " + bytesMax + " bytes");
            }
            bytes += Math.max(0, member.bytes());
        }
        names.add(ArchiveManifest.NAME);
        var found = new HashSet<String>();
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!names.contains(name) || !found.add(name)) {
                throw new ArchiveFault("the archive has a member that its manifest does not name once: " + name);
            }
        });
    }

    /// Reads no more than the manifest says, whatever the member unpacks to.
    private void requireWhole(ArchiveManifest.Member member) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        long left = member.bytes();
        long lines = 0;
        try (InputStream in = content(member.name())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new ArchiveFault(member.name() + " is larger than the manifest says");
                }
                digest.update(buffer, 0, read);
                lines += lineEnds(buffer, read);
            }
        }
        boolean isSame = HexFormat.of().formatHex(digest.digest()).equals(member.sha256());
        if (left != 0 || lines != member.lines() || !isSame) {
            throw new ArchiveFault(member.name() + " is not what the manifest says: its hash differs");
        }
    }

    private static long lineEnds(byte[] buffer, int length) {
        long lines = 0;
        for (int index = 0; index < length; index++) {
            if (buffer[index] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ArchiveFault("the archive lacks the member " + name);
        }
        return zip.getInputStream(entry);
    }

    public ArchiveManifest manifest() {
        return manifest;
    }

    /// The lines of a member; none if the archive has not got it.
    public Optional<ArchiveLines> lines(String name) throws IOException {
        boolean isThere =
                manifest.members().stream().anyMatch(member -> member.name().equals(name));
        return isThere ? Optional.of(new ArchiveLines(name, content(name))) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
