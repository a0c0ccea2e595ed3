package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.Settlement;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Closes the proposal of a batch within the transaction that carries it out.
final class Settlements {

    private static final String APPLY = """
        UPDATE proposal SET state = 'applied', closed_at = now(), closed_by = ?, decisions = ?,
              closing = ?
        WHERE tenant_id = ? AND space_id = ? AND id = ? AND revision = ? AND state = 'open' AND expires_at > now()
        RETURNING id
        """;

    private Settlements() {}

    /// The refusal of a batch whose proposal has changed, is closed, or is over.
    static Optional<Refusal> settle(Connection connection, Space space, Settlement settlement, BatchResults results)
            throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, APPLY)) {
            query.bind(Authors.json(settlement.closedBy()))
                    .bind(settlement.decisions())
                    .bind(settlement.closing().apply(results));
            query.bind(space.tenant()).bind(space.id());
            query.bind(settlement.proposal()).bind(settlement.revision());
            return query.onlyRows().next()
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            ErrorCode.PROPOSAL_CHANGED, "the proposal has changed since it was read; nothing is done"));
        }
    }
}
