package dev.toolbridge.moving.archive;

import com.fasterxml.jackson.core.JacksonException;
import dev.toolbridge.moving.source.CentralDirectory;
import dev.toolbridge.moving.source.ReadRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    private static final int MANIFEST_BYTES_MAX = 262_144;
    private static final int BEGINNING_BYTES = 1_024;
    private static final String ITEMS = "items/";
    private static final String HISTORY = "history/";
    private static final String LINES = ".jsonl";
    private static final Pattern OURS = Pattern.compile("(" + ITEMS + "|" + HISTORY + ")[a-z_]+\\" + LINES);

    private final ZipFile zip;
    private final ArchiveManifest manifest;

    /// The lines that each member holds.
    private final Map<String, ArchiveManifest.Count> found = new HashMap<>();

    private Archive(ZipFile zip, ArchiveManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// Tells if a file is a zip whose manifest names our format, whatever else is in it.
    public static boolean isArchive(Path file) throws IOException {
        if (!Files.isRegularFile(file)
                || CentralDirectory.complaint(file, "the archive").isPresent()) {
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
                archive.found.put(member.name(), archive.requireWhole(member));
            }
            requireCounts(manifest, archive.found);
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
        Optional<ReadRefusal> complaint = CentralDirectory.complaint(file, "the archive");
        if (complaint.isPresent()) {
            throw new ArchiveFault(complaint.get().getMessage(), complaint.get());
        }
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

    /// Reads a member, and counts what is in its lines.
    private ArchiveManifest.Count requireWhole(ArchiveManifest.Member member) throws IOException {
        var count = new ArchiveManifest.Count(0, 0);
        boolean isJson = true;
        var bytes = new MeasuredBytes(content(member.name()), member);
        try (var lines = new ArchiveLines(member.name(), bytes)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<Boolean> isDeletion = Deletions.isOne(line.get());
                count = count.plus(isDeletion.orElse(false));
                isJson &= isDeletion.isPresent();
            }
        }
        if (!bytes.areAsSaid() || count.live() + count.deleted() != member.lines()) {
            throw new ArchiveFault(member.name() + " is not what the manifest says: its hash differs");
        }
        if (!isJson) {
            throw new ArchiveFault(member.name() + " has a line that is no JSON object");
        }
        return count;
    }

    /// Compares the numbers of items with those of the manifest, which plans and rights rely on.
    private static void requireCounts(ArchiveManifest manifest, Map<String, ArchiveManifest.Count> found) {
        var none = new ArchiveManifest.Count(0, 0);
        var plurals = new HashSet<>(manifest.counts().keySet());
        plurals.addAll(manifest.members().stream()
                .map(ArchiveManifest.Member::name)
                .filter(name -> name.startsWith(ITEMS))
                .map(Archive::plural)
                .toList());
        for (String plural : plurals) {
            ArchiveManifest.Count count = found.getOrDefault(ITEMS + plural + LINES, none);
            if (!count.equals(manifest.counts().getOrDefault(plural, none))) {
                throw new ArchiveFault("the manifest counts other " + plural + " than the archive holds");
            }
        }
    }

    private static String plural(String member) {
        return member.substring(member.indexOf('/') + 1, member.length() - LINES.length());
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

    /// Tells if the history of items of a type has deletions, whatever became of the items.
    public boolean hasDeletionsInHistory(String plural) {
        return found.containsKey(HISTORY + plural + LINES)
                && found.get(HISTORY + plural + LINES).deleted() > 0;
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
