package dev.toolbridge.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/// How a program that refuses to run as root is started by root.
///
/// @param prefix what stands before the program on the command line
/// @param user whom its files belong to
record LoweredRights(List<String> prefix, String user) {
    private static final String ROOT = "root";
    private static final String NOBODY = "nobody";

    /// In a user namespace of its own the program is nobody, but its files stay ours.
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    /// Where namespaces are forbidden, as in most containers: another user, who may still enter our folders.
    private static final List<String> OTHER_USER = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override",
            "--no-new-privs");

    static LoweredRights ofThisProcess() {
        String user = System.getProperty("user.name");
        if (!user.equals(ROOT)) {
            return new LoweredRights(List.of(), user);
        }
        if (works(NAMESPACE)) {
            return new LoweredRights(NAMESPACE, ROOT);
        }
        if (works(OTHER_USER)) {
            return new LoweredRights(OTHER_USER, NOBODY);
        }
        throw new EmbeddedPostgresFailure("PostgreSQL does not run as root, and neither unshare nor setpriv can lower"
                + " the rights here: start as another user, or set DATABASE_URL");
    }

    /// Gives the files to the user, when a start with other means left them to another.
    void takeOwnership(Path folder) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        boolean lowered = !prefix.isEmpty();
        if (lowered && !Files.getOwner(folder).equals(owner)) {
            for (Path path : FileTree.paths(folder)) {
                Files.setOwner(path, owner);
            }
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            var command = new java.util.ArrayList<>(prefix);
            command.add("true");
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
