package dev.toolbridge.tenants.domain;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.store.RowValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The checks that people ask for and that could order a certificate. They are counted by the hour, for the name: all
/// tenants share what an issuer takes, and a name that is removed and added again is the same to it.
record AskStore(Database database) {
    /// The most checks of a name in an hour; issuers take no order after so many failures of one.
    static final int ASKS_MAX = 5;

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
    Optional<Duration> note(DomainName name) {
        return database.transaction(transaction -> {
            transaction.rows(LOCK_NAME, _ -> true, name.text());
            List<Long> waits = transaction.rows(WAITS, row -> RowValues.number(row, "seconds"), name.text(), ASKS_MAX);
            if (waits.size() == ASKS_MAX) {
                return Optional.of(Duration.ofSeconds(Math.max(1, waits.getLast())));
            }
            transaction.rows(NOTE, _ -> true, name.text());
            transaction.commit();
            return Optional.empty();
        });
    }
}
