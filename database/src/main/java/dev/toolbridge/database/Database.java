package dev.toolbridge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbRow;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/// The pool of connections to one database, with the deadlines that every statement runs under.
public final class Database implements AutoCloseable {
    /// The server's details quote rows: they must not get into exceptions, and so into logs.
    static final Map<String, String> DRIVER = Map.of(
            "logServerErrorDetail", "false",
            "tcpKeepAlive", "true",
            "connectTimeout", "3",
            "loginTimeout", "5",
            "socketTimeout", "15");

    private final DatabaseUrl url;
    private final PoolLimits limits;
    private final PoolPlaces places;
    private final String program;
    private final Pooler pooler;
    private Optional<MeterRegistry> meters = Optional.empty();
    private volatile Optional<HikariDataSource> pool = Optional.empty();
    private volatile Sessions found = Sessions.SHARED;

    private Database(DatabaseUrl url, PoolLimits limits, String program, Pooler pooler) {
        this.url = url;
        this.limits = limits;
        this.places = new PoolPlaces(limits);
        this.program = program;
        this.pooler = pooler;
    }

    /// A pool that is filled when it is first used: the database need not be reachable yet.
    public static Database open(DatabaseUrl url, int connections, String program) {
        return open(url, PoolLimits.of(connections), program, Pooler.AUTO);
    }

    /// The same with settings of the waits, and one that names the pooler.
    public static Database open(DatabaseUrl url, PoolLimits limits, String program, Pooler pooler) {
        return new Database(url, limits, program, pooler);
    }

    /// Adds the use of the pool and the waits for it to these metrics.
    public synchronized void bindTo(MeterRegistry registry) {
        places.bindTo(registry);
        meters = Optional.of(registry);
        pool.ifPresent(open -> open.setMetricRegistry(registry));
    }

    /// Runs work on a connection of the pool, in autocommit. Callers get connections in order of arrival.
    ///
    /// @throws DatabaseUnavailable if the database cannot be reached or does not answer in time, or if no
    ///     connection is free within the limits
    public <T> T with(Work<T> work) {
        HikariDataSource open = filled();
        try (var _ = places.take();
                Connection connection = open.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure, url);
        }
    }

    /// Runs one statement, which is a transaction of its own, and reads all of its rows.
    ///
    /// @param values one for each question mark, as [Transaction#rows] takes them
    public <T> List<T> single(String sql, Function<DbRow, T> reader, Object... values) {
        return lent(connection -> Deadlines.areShared(connection)
                ? onlyOne(Transaction.begin(connection), sql, reader, values)
                : Statements.rows(Statements.CLIENT.execute(), sql, reader, values));
    }

    /// Runs ordinary statements in one transaction, which is rolled back unless the work commits it.
    public <T> T transaction(Function<Transaction, T> work) {
        return lent(connection -> work.apply(Transaction.begin(connection)));
    }

    /// The same for statements about a tenant.
    public <T> T transaction(String tenant, Function<Transaction, T> work) {
        return lent(connection -> work.apply(Transaction.begin(connection, tenant)));
    }

    /// Runs work in one transaction, which is rolled back unless the work commits it: the pool does that when the
    /// connection comes back, and closes a broken connection. The result of the work is kept in both cases.
    public <T> T inTransaction(Work<T> work) {
        return with(connection -> {
            connection.setAutoCommit(false);
            return work.on(connection);
        });
    }

    /// The pool for a library that runs statements of its own.
    ///
    /// @throws DatabaseUnavailable if the database cannot be reached
    public DataSource source() {
        return filled();
    }

    /// A connection beside the pool, whose session nobody shares; empty behind a pooler that shares sessions.
    Optional<Connection> ownSession() throws SQLException {
        filled();
        return found == Sessions.OWN ? Optional.of(Sessions.connect(url, Sessions.OWN)) : Optional.empty();
    }

    /// Does not wait for an attempt to reach the database.
    @Override
    public void close() {
        pool.ifPresent(HikariDataSource::close);
    }

    /// Work on a connection.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T lent(Work<T> work) {
        return with(connection -> Statements.lend(connection, () -> work.on(connection)));
    }

    private static <T> List<T> onlyOne(
            Transaction transaction, String sql, Function<DbRow, T> reader, Object... values) {
        List<T> rows = transaction.rows(sql, reader, values);
        transaction.commit();
        return rows;
    }

    private HikariDataSource filled() {
        return pool.orElseGet(this::fill);
    }

    /// A failed attempt leaves nothing behind: the next one examines the address again.
    private synchronized HikariDataSource fill() {
        if (pool.isEmpty()) {
            found = sessions();
            var config = config(found);
            meters.ifPresent(config::setMetricRegistry);
            pool = Optional.of(new HikariDataSource(config));
        }
        return pool.get();
    }

    private Sessions sessions() {
        return switch (pooler) {
            case NONE -> Sessions.OWN;
            case TRANSACTION -> Sessions.SHARED;
            case AUTO -> examined();
        };
    }

    /// Tries again after every kind of failure to sign in: other people run the database and may mend it.
    private Sessions examined() {
        try {
            return Sessions.behind(url);
        } catch (SQLException away) {
            throw new DatabaseUnavailable(away, url);
        }
    }

    private HikariConfig config(Sessions sessions) {
        var config = new HikariConfig();
        config.setJdbcUrl(sessions.jdbc(url));
        config.setUsername(url.user());
        url.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(limits.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(limits.waitMax().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setPoolName(program);
        DRIVER.forEach(config::addDataSourceProperty);
        config.addDataSourceProperty("ApplicationName", program);
        config.addDataSourceProperty("prepareThreshold", Integer.toString(sessions.prepareThreshold()));
        return config;
    }
}
