package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsDeletedWhateverItsOwnerHasClosedAndNoLinkIsFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "x");
        Path tree = folder.resolve("tree");
        Path closed = Files.createDirectories(tree.resolve("a/closed/below"));
        Path sealed = Files.createDirectories(tree.resolve("sealed"));
        FileTrees.makeSecret(sealed.resolve("KEY"), "x", OptionalInt.empty());
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("---------"));

        FileTrees.delete(tree);
        FileTrees.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }
}
