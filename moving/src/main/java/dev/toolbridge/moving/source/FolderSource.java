package dev.toolbridge.moving.source;

import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A folder with the folders in it. Links are not followed.
final class FolderSource implements Source {
    private final String name;
    private final Path root;
    private final AtomicLong read = new AtomicLong();
    private final List<FileMember> members = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<String> hiddenFolders = new HashSet<>();

    private FolderSource(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    /// The folder, or the parts of an export when it holds only zips.
    static Source open(Path root, String name, Path scratch) throws IOException {
        var source = new FolderSource(name, root);
        Files.walkFileTree(root, source.new Visitor());
        source.members.sort(Comparator.comparing(FileMember::path));
        var paths = source.members.stream().map(FileMember::path).toList();
        return !paths.isEmpty() && paths.stream().allMatch(MemberNames::isArchive)
                ? ZipSource.open(source.members.stream().map(FileMember::file).toList(), name, scratch, new Archives())
                : source;
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
        return read.get();
    }

    @Override
    public long bytes() {
        return members.stream().mapToLong(FileMember::size).sum();
    }

    @Override
    public void close() {}

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root)
                    && MemberNames.isHiddenName(folder.getFileName().toString())) {
                hiddenFolders.add(folder.getFileName().toString());
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            if (attributes.isSymbolicLink()) {
                skipped.add(new Skipped(path, "a link, which is not followed"));
            } else if (attributes.isRegularFile()
                    && !MemberNames.isHiddenName(file.getFileName().toString())) {
                add(new FileMember(
                        path,
                        attributes.size(),
                        Optional.of(attributes.lastModifiedTime().toInstant()),
                        file,
                        read));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            skipped.add(new Skipped(root.relativize(file).toString(), "it cannot be read"));
            return FileVisitResult.CONTINUE;
        }

        private void add(FileMember member) {
            if (members.size() >= Archives.MEMBERS_MAX) {
                throw new ReadRefusal(
                        Reason.TOO_MANY_MEMBERS, name + " has more than " + Archives.MEMBERS_MAX + " files.");
            }
            members.add(member);
        }
    }
}
