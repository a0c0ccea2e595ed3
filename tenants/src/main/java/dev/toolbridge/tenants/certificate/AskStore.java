package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.store.RowValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The checks that could order a certificate, and the orders. They are counted by the hour, for a name and for a
/// tenant: all tenants share what an issuer takes, and a name that is removed and added again is the same to it.
public record AskStore(Database database) {
    /// The most checks of a name in an hour; issuers take no order after so many failures of one.
    public static final int ASKS_MAX = 5;

    /// The most orders of a tenant in an hour: names that come and go are many.
    static final int ORDERS_OF_TENANT_MAX = 20;

    private static final String LOCK_NAME =
            "SELECT CAST(pg_advisory_xact_lock(hashtextextended('domain ask ' || ?, 0)) AS text) AS locked";

    private static final String WAITS = """
        SELECT CAST(ceil(extract(epoch FROM at + interval '1 hour' - clock_timestamp())) AS bigint) AS seconds
        FROM domain_ask WHERE name = ? AND at > clock_timestamp() - interval '1 hour' ORDER BY at DESC LIMIT ?
        """;

    private static final String NOTE = "INSERT INTO domain_ask (name) VALUES (?) RETURNING name";

    /// Notes a check that somebody asks for.
    ///
    /// @return the time until it may be asked for, if it was not noted
    public Optional<Duration> note(String name) {
        return note(name, ASKS_MAX);
    }

    /// Notes an order.
    ///
    /// @return the time until it may be given, if there are too many
    Optional<Duration> order(Holder holder) {
        return note("order of " + holder.host().text(), ASKS_MAX)
                .or(() -> note("orders for " + holder.tenant(), ORDERS_OF_TENANT_MAX));
    }

    private Optional<Duration> note(String subject, int most) {
        return database.transaction(transaction -> {
            transaction.rows(LOCK_NAME, _ -> true, subject);
            List<Long> waits = transaction.rows(WAITS, row -> RowValues.number(row, "seconds"), subject, most);
            if (waits.size() == most) {
                return Optional.of(Duration.ofSeconds(Math.max(1, waits.getLast())));
            }
            transaction.rows(NOTE, _ -> true, subject);
            transaction.commit();
            return Optional.empty();
        });
    }
}
