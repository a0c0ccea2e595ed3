package dev.toolbridge.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// The pool of connections to one database, with the deadlines that every statement runs under.
public final class Database implements AutoCloseable {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Opens a pool; the database need not be reachable yet.
    public static Database open(DatabaseUrl url, int connections, String program) {
        var config = new HikariConfig();
        config.setJdbcUrl(url.jdbc());
        config.setUsername(url.user());
        url.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setPoolName(program);
        config.addDataSourceProperty("ApplicationName", program);
        // The server's details quote rows: they must not get into exceptions, and so into logs.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "15");
        config.addDataSourceProperty("options", options());
        return new Database(new HikariDataSource(config));
    }

    /// Shows in these meters how full the pool is and how long its users wait.
    public void bindTo(MeterRegistry meters) {
        pool.setMetricRegistry(meters);
    }

    /// Runs work on a connection of the pool, in autocommit.
    ///
    /// @throws DatabaseUnavailable if the database cannot be reached or does not answer in time
    public <T> T with(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// Runs work in one transaction, which is rolled back unless the work commits it: the pool does that when the
    /// connection comes back, and throws a broken connection away. What the work came to stands either way.
    public <T> T inTransaction(Work<T> work) {
        return with(connection -> {
            connection.setAutoCommit(false);
            return work.on(connection);
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    /// Work on a connection.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// A plan that was made while a table was small stays with its connection when the table has grown: it must not be
    /// one that reads the whole table.
    private static String options() {
        return "-c lock_timeout=" + LOCK_TIMEOUT.toMillis()
                + " -c statement_timeout=" + STATEMENT_TIMEOUT.toMillis()
                + " -c transaction_timeout=" + TRANSACTION_TIMEOUT.toMillis()
                + " -c enable_seqscan=off";
    }
}
