package dev.toolbridge.token.bearer;

import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.route.RouteLine;

/// Stands before every route of a table, in this order: address, token, user's rate, scope; then the line itself looks
/// at the names in the query.
public record BearerEdge(Rates rates, BearerTokens tokens) {

    public Route guarded(RouteLine<Bearer> line) {
        return line.servedBy(request -> {
            Admitted<Bearer> admitted = rates.admit(request, line.rateClass(), asked -> new Bearer(tokens.of(asked)));
            return admitted.rate().shownOn(() -> {
                admitted.identity().require(line.scope());
                return line.answer(admitted.identity(), request);
            });
        });
    }
}
