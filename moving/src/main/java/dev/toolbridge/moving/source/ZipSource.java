package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A zip, with the zips in it when it holds nothing else. A folder around everything is no part of the paths.
final class ZipSource implements Source {
    private static final Charset OLD_NAMES = Charset.forName("IBM437");

    private final String name;
    private final Path scratch;
    private final Archives archives;
    private final List<ZipFile> opened = new ArrayList<>();
    private final List<Path> unpacked = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<String> hiddenFolders = new HashSet<>();
    private List<ZipMember> members = new ArrayList<>();

    private ZipSource(String name, Path scratch, Archives archives) {
        this.name = name;
        this.scratch = scratch;
        this.archives = archives;
    }

    /// The parts of one export that lie side by side, within limits that they share.
    static ZipSource open(List<Path> files, String name, Path scratch, Archives archives) throws IOException {
        var source = new ZipSource(name, scratch, archives);
        try {
            for (Path file : files) {
                source.addArchive(file, name);
            }
            source.openInner();
            source.unwrap();
            source.members.sort(Comparator.comparing(SourceMember::path));
        } catch (IOException | RuntimeException refused) {
            source.close();
            throw refused;
        }
        return source;
    }

    private void openInner() throws IOException {
        if (!onlyArchives()) {
            return;
        }
        var inner = members;
        members = new ArrayList<>();
        for (ZipMember archive : inner) {
            if (MemberNames.isArchive(archive.path())) {
                addArchive(unpack(archive), archive.path());
            }
        }
        if (onlyArchives()) {
            throw new ReadRefusal(Reason.NESTED_TOO_DEEP, name + " has zips in zips in zips.");
        }
    }

    private boolean onlyArchives() {
        return members.stream().anyMatch(member -> MemberNames.isArchive(member.path()))
                && members.stream().allMatch(member -> MemberNames.isArchive(member.path()) || isOverview(member));
    }

    private static boolean isOverview(SourceMember member) {
        return member.folder().isEmpty() && member.name().equals("index.html");
    }

    private Path unpack(ZipMember archive) throws IOException {
        Path copy = Files.createTempFile(scratch, "inner", ".zip");
        unpacked.add(copy);
        try (var bytes = archive.open();
                var out = Files.newOutputStream(copy)) {
            bytes.transferTo(out);
        }
        return copy;
    }

    private void addArchive(Path file, String archiveName) throws IOException {
        var directory = CentralDirectory.read(file, archiveName, archives);
        ZipFile zip = zip(file, archiveName);
        opened.add(zip);
        int index = 0;
        for (var entries = zip.entries().asIterator(); entries.hasNext(); index++) {
            addEntry(zip, entries.next(), directory.links().get(index));
        }
    }

    private static ZipFile zip(Path file, String archiveName) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException notUnicode) {
            return zipOfOldNames(file, archiveName);
        }
    }

    private static ZipFile zipOfOldNames(Path file, String archiveName) throws IOException {
        try {
            return new ZipFile(file.toFile(), OLD_NAMES);
        } catch (ZipException refused) {
            throw CentralDirectory.broken(archiveName);
        }
    }

    private void addEntry(ZipFile zip, ZipEntry entry, boolean link) {
        String path = entry.getName().replace('\\', '/');
        if (MemberNames.leavesFolder(path)) {
            throw new ReadRefusal(Reason.NAME_LEAVES_FOLDER, name + " has a name that leaves its folder: " + path);
        }
        if (MemberNames.isHidden(path)) {
            noteHidden(path);
        } else if (link) {
            skipped.add(new Skipped(path, "a link, which is not followed"));
        } else if (!path.endsWith("/")) {
            members.add(new ZipMember(path, zip, entry, archives));
        }
    }

    private void noteHidden(String path) {
        for (String part : path.split("/", -1)) {
            if (MemberNames.isHiddenName(part)) {
                hiddenFolders.add(part);
            }
        }
    }

    private void unwrap() {
        String first = members.isEmpty() ? "" : members.getFirst().path();
        int slash = first.indexOf('/');
        String root = first.substring(0, slash + 1);
        if (slash > 0 && members.stream().allMatch(member -> member.path().startsWith(root))) {
            members.replaceAll(member -> member.renamed(member.path().substring(root.length())));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceMember> members() {
        return List.copyOf(members);
    }

    @Override
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    @Override
    public boolean hasFolder(String folder) {
        return hiddenFolders.contains(folder);
    }

    @Override
    public long bytesRead() {
        return members.stream().mapToLong(ZipMember::counted).sum();
    }

    @Override
    public long bytes() {
        return members.stream().mapToLong(member -> Math.max(member.size(), 0)).sum();
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : opened) {
            zip.close();
        }
        for (Path copy : unpacked) {
            Files.deleteIfExists(copy);
        }
    }
}
