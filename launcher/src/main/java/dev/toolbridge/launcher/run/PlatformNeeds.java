package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.MachineTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The things that a machine needs to run tenants, checked before anything is started.
public record PlatformNeeds(UpRequest request) {
    /// Sockets of supervisord and of the router lie below the folder, and the kernel takes short paths only.
    private static final int FOLDER_LENGTH_MAX = 64;

    /// The folder's name stands in the files of supervisord and of the router.
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/+@=-]+");

    /// Refuses what cannot work, in one sentence.
    public void check() {
        refuseIf(MachineTools.missing());
        if (request.externalDatabase().isPresent()) {
            throw new LaunchFailure("`up --tenants` works on a PostgreSQL of its own: unset DATABASE_URL");
        }
        Path folder = request.workspace().folder();
        if (!PLAIN.matcher(folder.toString()).matches() || folder.toString().length() > FOLDER_LENGTH_MAX) {
            throw new LaunchFailure("the folder " + folder + " has a name that programs of tenants cannot have: choose"
                    + " one of at most " + FOLDER_LENGTH_MAX + " letters, digits and . _ / + @ = - with --data");
        }
        if (System.getProperty("user.name").equals("root")) {
            refuseIf(
                    closed(folder, "choose one that all users may pass with --data, like /var/lib/toolbridge-tenants"));
            refuseIf(closed(
                    request.installation().release().toAbsolutePath(),
                    "move the checkout to where all users may read"));
            refuseIf(
                    closed(Path.of(System.getProperty("java.home")), "set JAVA_HOME to a JDK that all users may read"));
        }
    }

    private static void refuseIf(Optional<String> sentence) {
        sentence.ifPresent(reason -> {
            throw new LaunchFailure(reason);
        });
    }

    /// Programs of tenants run as users of their own, who must reach their files.
    private static Optional<String> closed(Path folder, String remedy) {
        List<Path> above = Stream.iterate(folder.getParent(), path -> path != null, Path::getParent)
                .toList();
        return above.stream()
                .filter(PlatformNeeds::isClosed)
                .findFirst()
                .map(path -> "tenants run as users of their own, who may not enter " + path + " and so not " + folder
                        + ": " + remedy);
    }

    private static boolean isClosed(Path folder) {
        try {
            return Files.exists(folder)
                    && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException unreadable) {
            return true;
        }
    }
}
