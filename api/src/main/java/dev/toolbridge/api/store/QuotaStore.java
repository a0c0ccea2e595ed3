package dev.toolbridge.api.store;

import dev.toolbridge.api.quota.DayUse;
import dev.toolbridge.api.quota.StoredUse.Stored;
import dev.toolbridge.database.Database;

/// The use of tenants in PostgreSQL.
public final class QuotaStore implements DayUse {
    private static final String TAKE = "SELECT used, granted FROM take_of_day(?, CAST(? AS date), ?, ?, ?)";

    private static final String FORGET = """
            DELETE FROM quota_day WHERE tenant_id = ? AND day < CAST(? AS date) RETURNING true
            """;

    private static final String STORED = "SELECT items, bytes FROM tenant_use()";

    private final Database database;

    public QuotaStore(Database database) {
        this.database = database;
    }

    @Override
    public Taken take(Day day, long settled, long wanted, long limit) {
        return database.transaction(day.tenant(), transaction -> {
            Taken taken = transaction
                    .rows(
                            TAKE,
                            row -> new Taken(
                                    row.column("used").getLong(),
                                    row.column("granted").getLong()),
                            day.quota().word(),
                            day.date().toString(),
                            settled,
                            wanted,
                            limit)
                    .getFirst();
            transaction.commit();
            return taken;
        });
    }

    @Override
    public void forgetBefore(Day day) {
        database.transaction(day.tenant(), transaction -> {
            int forgotten = transaction
                    .rows(FORGET, _ -> true, day.tenant(), day.date().toString())
                    .size();
            transaction.commit();
            return forgotten;
        });
    }

    /// The live items of a tenant, and the bytes of their payloads.
    public Stored stored(String tenant) {
        return database.transaction(tenant, transaction -> transaction
                .rows(
                        STORED,
                        row -> new Stored(
                                row.column("items").getLong(),
                                row.column("bytes").getLong()))
                .getFirst());
    }
}
