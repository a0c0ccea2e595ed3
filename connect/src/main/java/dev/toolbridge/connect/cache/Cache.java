package dev.toolbridge.connect.cache;

import dev.toolbridge.connect.home.HomeFolder;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;

/// The file `cache.db`. Many processes use it at once; one that is damaged is moved aside, and never deleted.
public final class Cache {
    private static final int SCHEMA = 1;
    private static final int BUSY_MS_MAX = 60_000;
    private static final Set<Integer> DAMAGED =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);
    private static final int PRIMARY_CODE = 0xff;
    private static final String[] ENDINGS = {"", "-wal", "-shm"};

    private final Path file;
    private final Consumer<String> remarks;

    /// @param remarks takes a sentence when a damaged cache was moved aside
    public Cache(HomeFolder home, Consumer<String> remarks) {
        this.file = home.existing().resolve("cache.db");
        this.remarks = remarks;
        NativeLibrary.prepare(home.existing());
    }

    /// Work on the cache.
    interface Work<T> {
        T on(CacheConnection connection) throws SQLException;
    }

    /// Work on the cache without a result.
    interface Change {
        void on(CacheConnection connection) throws SQLException;
    }

    /// Does work without a result in one transaction.
    void execute(Change change) {
        Object _ = transaction(connection -> {
            change.on(connection);
            return change;
        });
    }

    /// Does work in one transaction, which begins as a writer: nobody else writes meanwhile.
    <T> T transaction(Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException failed) {
            if (!DAMAGED.contains(failed.getErrorCode() & PRIMARY_CODE)) {
                throw unusable(failed);
            }
        }
        moveAside();
        try {
            return attempt(work);
        } catch (SQLException failed) {
            throw unusable(failed);
        }
    }

    private CommandFailure unusable(SQLException failed) {
        return new CommandFailure("the cache " + file + " cannot be used: " + failed.getMessage(), failed);
    }

    private <T> T attempt(Work<T> work) throws SQLException {
        create();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MS_MAX);
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("BEGIN IMMEDIATE");
            try {
                T result = work.on(prepared(connection));
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException failed) {
                statement.execute("ROLLBACK");
                throw failed;
            }
        }
    }

    /// The file belongs to its owner from its first byte on.
    private void create() {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            return;
        } catch (IOException failed) {
            throw new CommandFailure("the cache " + file + " cannot be made", failed);
        }
    }

    private CacheConnection prepared(Connection connection) throws SQLException {
        var cache = new CacheConnection(connection);
        int version = cache.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
        if (version > SCHEMA) {
            throw new CommandFailure("the cache " + file + " belongs to a newer fbc");
        }
        if (version < SCHEMA) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(CacheSchema.TEXT);
                statement.execute("PRAGMA user_version = " + SCHEMA);
            }
        }
        return cache;
    }

    /// Moves the files aside, unless another process has just done so.
    private void moveAside() {
        Path lock = file.resolveSibling("cache.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!isDamaged()) {
                return;
            }
            String mark = ".damaged-" + Instant.now().toString().replace(':', '-');
            for (String ending : ENDINGS) {
                Path part = file.resolveSibling(file.getFileName() + ending);
                if (Files.exists(part)) {
                    Files.move(part, file.resolveSibling(file.getFileName() + mark + ending));
                }
            }
            remarks.accept("the cache was damaged; it is kept as " + file + mark
                    + ". What was not sent yet is only there; all else comes with: fbc sync");
        } catch (IOException failed) {
            throw new CommandFailure("the damaged cache " + file + " cannot be moved aside", failed);
        }
    }

    private boolean isDamaged() {
        try {
            String state = attempt(connection -> connection
                    .first("PRAGMA quick_check(1)", row -> row.getString(1))
                    .orElse(""));
            return !state.equals("ok");
        } catch (SQLException failed) {
            return DAMAGED.contains(failed.getErrorCode() & PRIMARY_CODE);
        }
    }

    /// Reads the whole cache for damage, and moves a damaged one aside.
    public void check() {
        if (Files.exists(file) && isDamaged()) {
            moveAside();
        }
    }
}
