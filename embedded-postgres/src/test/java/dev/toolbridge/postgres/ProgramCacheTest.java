package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {
    private static final int NOBODY = 65_534;

    @TempDir
    private Path folder;

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path cache = folder.resolve("new/cache");
        assertThat(permissions(ProgramCache.ofOwner(cache).open())).isEqualTo("rwx------");

        permit(cache, "rwxrwxrwx");
        assertThat(permissions(ProgramCache.ofOwner(cache).open())).isEqualTo("rwx------");
    }

    @Test
    void isNotTakenFromAnotherUser() throws IOException {
        assumeTrue(isRoot(), "only root gives folders away");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.setAttribute(cache, "unix:uid", NOBODY);
        assertRefused(cache, "the folder " + cache + " belongs to another user");

        Path link = Files.createSymbolicLink(folder.resolve("link"), cache);
        assertRefused(link, "the folder " + link + " belongs to another user");
    }

    @Test
    void doesNotLieWhereEverybodyMayReplaceIt() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path cache = Files.createDirectories(open.resolve("a/cache"));
        permit(open, "rwxrwxrwx");
        assertRefused(cache, "everybody may replace what is in " + open);

        Files.setAttribute(open, "unix:mode", 01777);
        assertThat(ProgramCache.ofOwner(cache).open()).isDirectory();
    }

    @Test
    void runsNothingThatAnotherUserCouldHaveChanged() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs/bin"));
        Path program = Files.writeString(programs.resolve("postgres"), "#!/bin/sh");
        permit(program, "rwxr-xr-x");
        ProgramCache.requireUntouched(folder.resolve("programs"));

        permit(program, "rwxrwxr-x");
        assertTouched(program);

        permit(program, "rwxr-xr-x");
        assumeTrue(isRoot(), "only root gives files away");
        Files.setAttribute(program, "unix:uid", NOBODY);
        assertTouched(program);
    }

    @Test
    void liesWhereTheEnvironmentSays() {
        assertThat(LoweredRights.cacheHome(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")))
                .hasToString("/x");
        assertThat(LoweredRights.cacheHome(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")))
                .hasToString("/h/.cache");
        assertThat(LoweredRights.cacheHome(Map.of("XDG_CACHE_HOME", " ", "HOME", "/h")))
                .hasToString("/h/.cache");
        assertThat(LoweredRights.cacheHome(Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".cache"));
    }

    private void assertTouched(Path program) {
        assertThatThrownBy(() -> ProgramCache.requireUntouched(folder.resolve("programs")))
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessage("another user could have changed " + program + ", so it is not run: delete the folder "
                        + folder.resolve("programs") + ", it is unpacked again");
    }

    private static void assertRefused(Path cache, String sentence) {
        assertThatThrownBy(() -> ProgramCache.ofOwner(cache).open())
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(": set XDG_CACHE_HOME to a folder of yours");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
