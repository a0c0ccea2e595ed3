package dev.toolbridge.api;

import dev.toolbridge.api.audit.AuditTrail;
import dev.toolbridge.api.proposal.ProposalRoutes;
import dev.toolbridge.api.review.ReviewRoutes;
import java.time.Clock;
import java.util.Optional;

/// Wires the page together on which people review proposals.
final class ReviewStart {

    private ReviewStart() {}

    /// The page, if it has an address and there is a provider at which people sign in.
    static Optional<ReviewRoutes> of(ApiConfig config, Access access, AuditTrail trail, ProposalRoutes proposals) {
        return config.reviewPage().flatMap(page -> access.idTokens(page.clientId())
                .map(tokens -> new ReviewRoutes(
                        page,
                        tokens,
                        new ReviewRoutes.Parts(
                                proposals.closings(),
                                access.admission(),
                                access.callers(),
                                trail,
                                access.issuer(),
                                config.signingKeys(),
                                Clock.systemUTC()))));
    }
}
