package dev.toolbridge.database;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcParametersConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.util.PGobject;

/// Statements by Helidon's client, on a connection that is lent to it.
///
/// The client leaves a connection behind when a result is never read or a transaction never ended. So it takes none
/// from the pool: it finds the lent one, and the lender gives that back, whatever became of the work.
final class Statements {
    private static final ScopedValue<Connection> LENT = ScopedValue.newInstance();

    static final DbClient CLIENT = JdbcClientBuilder.create()
            .connectionPool(LENT::get)
            .parametersSetter(JdbcParametersConfig.builder()
                    .useStringBinding(false)
                    .useByteArrayBinding(false)
                    .build())
            .build();

    private Statements() {}

    /// Runs work while the client has the connection. The client's exceptions know the statement: they end here.
    static <T> T lend(Connection connection, ScopedValue.CallableOp<T, SQLException> work) throws SQLException {
        try {
            return ScopedValue.where(LENT, NamedColumns.of(connection)).call(work);
        } catch (DbClientException failed) {
            if (failed.getCause() instanceof SQLException beneath) {
                throw beneath;
            }
            throw failed;
        }
    }

    /// Runs a statement, and reads all of its rows.
    static <T> List<T> rows(DbExecute execute, String sql, Function<DbRow, T> reader, Object... values) {
        try (Stream<DbRow> rows = run(execute, sql, values)) {
            return rows.map(reader).toList();
        }
    }

    /// Runs a statement; its rows come while they are read.
    static Stream<DbRow> run(DbExecute execute, String sql, Object... values) {
        var query = execute.createNamedQuery("statement", sql);
        for (Object value : values) {
            query.addParam(bound(value));
        }
        return query.execute();
    }

    /// The client would bind an identifier as a text, which PostgreSQL does not compare with one.
    private static Object bound(Object value) {
        return switch (value) {
            case UUID id -> identifier(id);
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Collection<?> texts -> texts.toArray(String[]::new);
            case null, default -> value;
        };
    }

    private static PGobject identifier(UUID id) {
        try {
            var identifier = new PGobject();
            identifier.setType("uuid");
            identifier.setValue(id.toString());
            return identifier;
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
