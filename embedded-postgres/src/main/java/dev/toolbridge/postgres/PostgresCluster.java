package dev.toolbridge.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The data folder of a server: made once, started, stopped.
final class PostgresCluster {
    private static final Duration CREATE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /// The workers of a killed server hold its memory a moment longer; until then no other starts.
    private static final int ATTEMPTS_AFTER_KILL = 5;

    private final Path folder;
    private final Path data;
    private final PostgresPrograms programs;

    private PostgresCluster(Path folder, PostgresPrograms programs) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.programs = programs;
    }

    /// The folder is known by its real path: two names of one folder must not look like two servers.
    static PostgresCluster in(Path folder, PostgresPrograms programs) {
        try {
            return new PostgresCluster(Files.createDirectories(folder).toRealPath(), programs);
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }

    /// Made aside and moved into place whole: a killed `initdb` leaves nothing that looks like data.
    void createIfMissing(EmbeddedPostgresConfig config) {
        try {
            if (!Files.exists(data)) {
                create(folder.resolve("data.unfinished"), config);
            }
            requireSameMajor();
            programs.takeOwnership(data);
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }

    /// The files of another major version mean something else: its programs refuse them in their log only.
    private void requireSameMajor() throws IOException {
        Path file = data.resolve("PG_VERSION");
        String found = Files.exists(file) ? Files.readString(file).strip() : "";
        if (found.isEmpty()) {
            throw new EmbeddedPostgresFailure("the folder " + data + " holds no whole data of PostgreSQL: restore a"
                    + " backup into another folder (docs/operations.md)");
        }
        if (!found.equals(programs.major())) {
            throw new EmbeddedPostgresFailure("the data in " + data + " is of PostgreSQL " + found
                    + ", and this release runs " + programs.major() + ": take a backup with the release that wrote it,"
                    + " and restore that into a new folder with this one (docs/operations.md)");
        }
    }

    private void create(Path unfinished, EmbeddedPostgresConfig config) throws IOException {
        FileTree.delete(unfinished);
        Path password = Files.createTempFile(
                folder,
                "first-password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, config.adminPassword().reveal());
            programs.run(
                    CREATE_TIMEOUT,
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + PostgresAccounts.ADMIN,
                    "--auth=scram-sha-256",
                    "--pwfile=" + password,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    config.isDurable() ? "--sync-method=fsync" : "--no-sync",
                    "--no-instructions");
        } finally {
            Files.delete(password);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Starts the server and waits until it takes connections.
    void start(EmbeddedPostgresConfig config) {
        boolean killed = forgetDeadServer();
        prepare(config);
        for (int attempt = 1; ; attempt++) {
            try {
                startOnce(config.log());
                return;
            } catch (EmbeddedPostgresFailure failed) {
                if (!killed || attempt == ATTEMPTS_AFTER_KILL) {
                    throw new EmbeddedPostgresFailure("PostgreSQL did not start, see " + config.log(), failed);
                }
            }
        }
    }

    private void prepare(EmbeddedPostgresConfig config) {
        try {
            Files.createDirectories(config.log().toAbsolutePath().getParent());
            Files.writeString(data.resolve(PostgresTuning.NAME), PostgresTuning.file(config));
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }

    private void startOnce(Path log) {
        programs.run(
                START_TIMEOUT,
                "pg_ctl",
                "start",
                "--silent",
                "--wait",
                "--timeout=" + START_TIMEOUT.toSeconds(),
                "--pgdata=" + data,
                "--log=" + log.toAbsolutePath());
    }

    void stop() {
        if (running().isPresent()) {
            programs.run(
                    STOP_TIMEOUT.multipliedBy(2),
                    "pg_ctl",
                    "stop",
                    "--silent",
                    "--wait",
                    "--mode=fast",
                    "--timeout=" + STOP_TIMEOUT.toSeconds(),
                    "--pgdata=" + data);
        }
    }

    /// The server that serves this folder now.
    Optional<PostmasterFile> running() {
        return PostmasterFile.read(data).filter(server -> server(server.pid()).isPresent());
    }

    /// The process, if it is alive and a server of this folder: the number alone may belong to another process by now.
    Optional<ProcessHandle> server(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::servesThisFolder);
    }

    private boolean servesThisFolder(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .orElse(false);
    }

    /// PostgreSQL refuses to start while any process at all has the number in its file.
    private boolean forgetDeadServer() {
        try {
            return Files.deleteIfExists(data.resolve(PostmasterFile.NAME));
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }

    private static EmbeddedPostgresFailure unwritable(Path folder, IOException failed) {
        return new EmbeddedPostgresFailure("the folder " + folder + " cannot be written to", failed);
    }
}
