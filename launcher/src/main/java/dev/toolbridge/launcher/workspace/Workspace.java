package dev.toolbridge.launcher.workspace;

import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder that holds one person's workspace: `secrets/`, `logs/`, `postgres/`, `identity/`, `state.json`, and a lock.
public record Workspace(Path folder) {
    private static final String LOCK = "workspace.lock";
    private static final String KIND = "kind";
    private static final String LOGS = "logs";

    /// PostgreSQL's own start program passes the name of its folder to a shell in double quotes.
    private static final Pattern DANGEROUS_IN_SHELLS = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    public Workspace {
        folder = folder.toAbsolutePath().normalize();
    }

    /// Tells if the workspace was ever started.
    public boolean exists() {
        return Files.isRegularFile(folder.resolve(LOCK));
    }

    /// The kind of servers that run in it.
    public WorkspaceKind kind() {
        return kindFile().read().map(String::strip).map(WorkspaceKind::read).orElse(WorkspaceKind.WORKSPACE);
    }

    /// Refuses a workspace in which something else runs.
    public Workspace require(WorkspaceKind wanted) {
        if (exists() && kind() != wanted) {
            throw new LaunchFailure("the folder " + folder + " holds " + kind().description());
        }
        return this;
    }

    /// Creates the folder of a workspace of one tenant if it is missing, readable by its owner only.
    ///
    /// @throws LaunchFailure if the folder is something else, or cannot be written to
    public Workspace create() {
        return create(WorkspaceKind.WORKSPACE);
    }

    /// Creates the folder if it is missing. Below that of a platform are folders of other users, who may pass it.
    ///
    /// @throws LaunchFailure if the folder is something else, or cannot be written to
    public Workspace create(WorkspaceKind kind) {
        if (DANGEROUS_IN_SHELLS.matcher(folder.toString()).find()) {
            throw new LaunchFailure("the folder " + folder + " has a name with quotes, $ or control characters in it");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new LaunchFailure(folder + " is a file, and a workspace is a folder");
        }
        try {
            Files.createDirectories(folder);
            refuseForeignFolder();
            require(kind);
            boolean isPlatform = kind == WorkspaceKind.PLATFORM;
            setRights(folder, isPlatform ? "rwx--x--x" : "rwx------");
            Path logs = Files.createDirectories(folder.resolve(LOGS));
            if (isPlatform) {
                setRights(logs, "rwx------");
                kindFile().write(kind.word());
            }
        } catch (IOException failed) {
            throw new LaunchFailure("the folder " + folder + " cannot be written to", failed);
        }
        return this;
    }

    private static void setRights(Path folder, String rights) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    }

    private PrivateFile kindFile() {
        return new PrivateFile(folder.resolve(KIND));
    }

    /// Locks the workspace for this process, if no other process holds it.
    public Optional<WorkspaceLock> tryLock() {
        return WorkspaceLock.tryLock(folder.resolve(LOCK));
    }

    public Secrets secrets() {
        return new Secrets(folder.resolve("secrets"));
    }

    /// The folder in which a server keeps its state.
    public Path dataOf(String server) {
        return folder.resolve(server);
    }

    public IdentityPort identityPort() {
        return new IdentityPort(folder.resolve("identity-port"));
    }

    /// The port of a server that keeps it.
    ///
    /// @param name the name of the port
    public KeptPort keptPort(String name, KeptPort.Words words) {
        return new KeptPort(folder.resolve(name + "-port"), words);
    }

    /// The ports of a platform's tenants.
    public PortBlock portBlock() {
        return new PortBlock(folder.resolve("tenants-ports"));
    }

    /// The folder of exports of tenants' data.
    public Path exports() {
        return folder.resolve("exports");
    }

    /// The folder of supervisord and of the programs of tenants.
    public Path runtime() {
        return folder.resolve("run");
    }

    /// The folder of the router's files.
    public Path router() {
        return folder.resolve("router");
    }

    public StateFile state() {
        return new StateFile(folder.resolve("state.json"));
    }

    public Path log(String name) {
        return folder.resolve(LOGS).resolve(name + ".log");
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    /// The lock is looked for last: another process may make it meanwhile, and everything of a workspace but its first
    /// parts comes after it.
    private void refuseForeignFolder() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            if (!entries.allMatch(Workspace::isFirstPart) && !exists()) {
                throw new LaunchFailure("the folder " + folder + " is not empty and no workspace: choose another one");
            }
        }
    }

    /// True for what is made before the lock, and is all that a start leaves which ends in between.
    private static boolean isFirstPart(Path entry) {
        String name = entry.getFileName().toString();
        return name.equals(KIND) || name.startsWith(KIND + ".") || (name.equals(LOGS) && isEmptyFolder(entry));
    }

    private static boolean isEmptyFolder(Path entry) {
        try (Stream<Path> entries = Files.list(entry)) {
            return entries.findAny().isEmpty();
        } catch (IOException _) {
            return false;
        }
    }
}
