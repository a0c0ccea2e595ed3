package dev.toolbridge.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way in which root starts a program that refuses to run as root.
///
/// @param prefix the words before the program on the command line
/// @param user the owner of its files
/// @param cache the folder of its unpacked programs
record LoweredRights(List<String> prefix, String user, ProgramCache cache) {
    private static final String ROOT = "root";
    private static final String NOBODY = "nobody";

    /// In a user namespace of its own the program runs as `nobody`, but its files stay ours.
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    /// The way without namespaces, which most containers forbid: another user, who may still enter our folders.
    private static final List<String> OTHER_USER = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override",
            "--no-new-privs");

    /// The home folder of root is closed to another user, and `access(2)` takes no capability into account.
    private static final Path EVERYBODYS_CACHE = Path.of("/var/cache/toolbridge");

    static LoweredRights ofThisProcess() {
        String user = System.getProperty("user.name");
        if (!user.equals(ROOT)) {
            return new LoweredRights(List.of(), user, userCache());
        }
        if (works(NAMESPACE)) {
            return inNamespace();
        }
        if (works(OTHER_USER)) {
            return asOtherUser();
        }
        throw new EmbeddedPostgresFailure("PostgreSQL does not run as root, and neither unshare nor setpriv can lower"
                + " the rights here: start as another user, or set DATABASE_URL");
    }

    static LoweredRights inNamespace() {
        return new LoweredRights(NAMESPACE, ROOT, userCache());
    }

    static LoweredRights asOtherUser() {
        return new LoweredRights(OTHER_USER, NOBODY, ProgramCache.forAnotherUser(EVERYBODYS_CACHE));
    }

    /// Gives the files to the user, when a start with other means left them to another.
    void takeOwnership(Path folder) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        if (!Files.getOwner(folder).equals(owner)) {
            for (Path path : FileTree.paths(folder)) {
                Files.setOwner(path, owner);
            }
        }
    }

    private static ProgramCache userCache() {
        return ProgramCache.ofOwner(cacheHome(System.getenv()).resolve("toolbridge"));
    }

    /// The folder for caches (XDG Base Directory Specification): a relative path counts as none. The home folder is the
    /// one that the environment names; that of the user database is the last resort.
    static Path cacheHome(Map<String, String> environment) {
        return absolute(environment.get("XDG_CACHE_HOME"))
                .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".cache")))
                .or(() -> absolute(System.getProperty("user.home")).map(home -> home.resolve(".cache")))
                .orElseThrow(() -> new EmbeddedPostgresFailure(
                        "there is no folder for the programs of PostgreSQL: set HOME or XDG_CACHE_HOME"));
    }

    private static Optional<Path> absolute(String path) {
        return Optional.ofNullable(path)
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
