package dev.toolbridge.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder for programs that are run: only this process's user, or root, can have written to it.
///
/// @param folder its place
/// @param permissions the users that may enter it
record ProgramCache(Path folder, String permissions) {
    private static final int WRITABLE_BY_GROUP_OR_OTHERS = 0022;
    private static final int WRITABLE_BY_OTHERS = 0002;
    private static final int STICKY = 01000;
    private static final int ROOT = 0;
    private static final long USER = new UnixSystem().getUid();
    private static final String ELSEWHERE = ": set XDG_CACHE_HOME to a folder of yours";

    /// A folder that only its owner may enter.
    static ProgramCache ofOwner(Path folder) {
        return new ProgramCache(folder, "rwx------");
    }

    /// A folder that another user, whom the programs run as, may enter but not change.
    static ProgramCache forAnotherUser(Path folder) {
        return new ProgramCache(folder, "rwxr-xr-x");
    }

    /// Makes the folder when it is missing.
    ///
    /// @throws EmbeddedPostgresFailure if another user can have written to it
    Path open() throws IOException {
        var allowed = PosixFilePermissions.fromString(permissions);
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(allowed));
        Path real = folder.toRealPath();
        if (!isOurs(real)) {
            throw new EmbeddedPostgresFailure("the folder " + folder + " belongs to another user, and no program is run"
                    + " from there" + ELSEWHERE);
        }
        Files.setPosixFilePermissions(real, allowed);
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            requireStable(above);
        }
        return real;
    }

    /// Refuses a folder below in which anything belongs to another user or could be changed by one.
    static void requireUntouched(Path programs) throws IOException {
        for (Path path : FileTree.paths(programs)) {
            boolean changeable = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && (mode(path) & WRITABLE_BY_GROUP_OR_OTHERS) != 0;
            if (changeable || !isOurs(path)) {
                throw new EmbeddedPostgresFailure("another user could have changed " + path
                        + ", so it is not run: delete the folder " + programs + ", it is unpacked again");
            }
        }
    }

    /// In a folder that everybody may write to, another user could replace ours.
    private void requireStable(Path above) throws IOException {
        int mode = mode(above);
        if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw new EmbeddedPostgresFailure(
                    "everybody may replace what is in " + above + ", so no program is run from " + folder + ELSEWHERE);
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == ROOT || owner == USER;
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
