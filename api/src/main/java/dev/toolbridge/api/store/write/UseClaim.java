package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.quota.StoredUse;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.error.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The check of a transaction against the limits on what its tenant stores: the database compares the use before the
/// first change with the use before the commit.
///
/// @param use the limits; without them nothing is checked
record UseClaim(Optional<StoredUse> use) {
    static final UseClaim NONE = new UseClaim(Optional.empty());

    /// A project that is being made has no use that its maker may see.
    private static final String BEFORE = """
            SELECT set_config('app.items_before', coalesce(sum(u.items), 0)::text, true),
              set_config('app.bytes_before', coalesce(sum(u.bytes), 0)::text, true)
            FROM space_use u WHERE u.tenant_id = ? AND u.space_id = ?;
            """;

    /// Stands in the place of the first statement, whose rows nobody reads.
    private static final String NOTHING = "SELECT true;";

    private static final String CLAIM = "SELECT items, bytes FROM claim_use(?, ?);";

    private static final String EXCEEDED = "TBQ01";
    private static final Pattern FIGURES = Pattern.compile("quota (items|bytes) (\\d+) (\\d+)");

    static UseClaim of(StoredUse use) {
        return use.isLimited() ? new UseClaim(Optional.of(use)) : NONE;
    }

    /// The statement before the changes: before the first of them, it takes down the use of the space.
    ///
    /// @param hasChanged true if the transaction has changed items already
    String before(boolean hasChanged) {
        return use.isEmpty() ? "" : hasChanged ? NOTHING : BEFORE;
    }

    void bindBefore(SpaceQuery query, Space space, boolean hasChanged) throws SQLException {
        if (use.isPresent() && !hasChanged) {
            query.bind(space.tenant()).bind(space.id());
        }
    }

    /// The statement after all changes, before the commit.
    String last() {
        return use.isEmpty() ? "" : CLAIM;
    }

    /// Executes all statements, and takes down the use that was found.
    ///
    /// @throws Refusal `quota_exceeded` if a limit is exceeded: then nothing is committed
    void execute(SpaceQuery query, Space space) throws SQLException {
        if (use.isEmpty()) {
            query.execute();
            return;
        }
        query.bind(use.get().most(TenantQuota.ITEMS)).bind(use.get().most(TenantQuota.BYTES));
        try {
            ResultSet claimed = query.rows();
            claimed.next();
            use.get().see(space.tenant(), new StoredUse.Stored(claimed.getLong("items"), claimed.getLong("bytes")));
        } catch (SQLException failed) {
            throw refusal(use.get(), failed);
        }
    }

    private static Refusal refusal(StoredUse use, SQLException failed) throws SQLException {
        Matcher figures = FIGURES.matcher(String.valueOf(failed.getMessage()));
        if (!EXCEEDED.equals(failed.getSQLState()) || !figures.find()) {
            throw failed;
        }
        return use.refusal(
                TenantQuota.valueOf(figures.group(1).toUpperCase(Locale.ROOT)),
                Long.parseLong(figures.group(2)),
                Long.parseLong(figures.group(3)));
    }
}
