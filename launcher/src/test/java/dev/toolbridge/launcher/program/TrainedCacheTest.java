package dev.toolbridge.launcher.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache counts only if this user made it, of the present Java and jars.
final class TrainedCacheTest {
    @TempDir
    private Path root;

    private Path folder;
    private Path jar;
    private TrainedCache cache;

    @BeforeEach
    void makeOne() throws IOException {
        folder = root.resolve("aot");
        jar = Files.writeString(root.resolve("a.jar"), "classes");
        cache = new TrainedCache(folder, "api-Main", List.of(jar));
        assertThat(cache.options()).isEmpty();
        String made = cache.fingerprint();
        String option = cache.training().getFirst();
        Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "a cache");
        cache.take(made);
    }

    @Test
    void aCacheIsUsed() throws IOException {
        assertThat(cache.options()).contains("-XX:AOTCache=" + folder.resolve("api-Main.aot"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aCacheOfOtherJarsIsStale() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(cache.options()).isEmpty();
    }

    @Test
    void aJarMoreMakesTheCacheStale() throws IOException {
        Path more = Files.writeString(root.resolve("b.jar"), "classes");

        assertThat(new TrainedCache(folder, "api-Main", List.of(jar, more)).options())
                .isEmpty();
    }

    @Test
    void jarsThatChangedDuringTheTrainingMakeTheCacheStale() throws IOException {
        String made = cache.fingerprint();
        Files.writeString(Path.of(cache.training().getFirst().replace("-XX:AOTCacheOutput=", "")), "a cache");
        Files.writeString(jar, "other classes");
        cache.take(made);

        assertThat(cache.fits()).isFalse();
    }

    @Test
    void aFileThatOthersMayWriteIsForeign() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("api-Main.aot"), PosixFilePermissions.fromString("rw-rw----"));

        assertThat(cache.options()).isEmpty();
    }

    @Test
    void aFolderThatOthersMayWriteIsForeign() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx----w-"));

        assertThat(cache.options()).isEmpty();
    }

    @Test
    void aLinkIsForeign() throws IOException {
        Path file = folder.resolve("api-Main.aot");
        Files.move(file, root.resolve("elsewhere"));
        Files.createSymbolicLink(file, root.resolve("elsewhere"));

        assertThat(cache.options()).isEmpty();
    }

    @Test
    void aCacheWithoutItsMarkDoesNotCount() throws IOException {
        Files.delete(folder.resolve("api-Main.mark"));

        assertThat(cache.options()).isEmpty();
    }
}
