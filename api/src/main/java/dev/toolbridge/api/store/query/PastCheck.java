package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Checks that the past can be read as a whole.
record PastCheck(Connection connection, Space space, PastSql past) {
    private static final String FIELD = "asOf";

    /// Refuses a moment that is not kept, or not there yet, and a past of too many changes.
    void require() throws SQLException {
        Sql checks = past.state().add(";").add(past.tooMany());
        try (var query = SpaceQuery.prepare(connection, space, checks.text())) {
            checks.bindTo(query);
            ResultSet state = query.rows();
            if (!state.next()) {
                return;
            }
            requireCommitted(state.getLong("seq"));
            if (state.getBoolean("is_gone")) {
                throw Refusals.historyGone("the journal does not reach back so far");
            }
            if (query.nextRows().next()) {
                throw Refusal.of(ErrorCode.TOO_BROAD, "too many changes to show a list as it was")
                        .fact("field", FIELD)
                        .fact(
                                "expected",
                                "at most " + past.changesMax() + " changes of a type; single items have asOf too");
            }
        }
    }

    private void requireCommitted(long newest) {
        if (past.moment() instanceof Moment.Change change && change.seq() > newest) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "there is no change " + change.seq() + " yet")
                    .fact("field", FIELD)
                    .fact("expected", "a number up to " + newest);
        }
    }
}
