package dev.toolbridge.token.bearer;

import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.service.route.MissingScope;
import dev.toolbridge.token.VerifiedToken;

/// A caller with a token. All that it may do, the token says.
public record Bearer(VerifiedToken token) implements Recognition.Counted {

    @Override
    public String countedAs() {
        return token.issuer() + " " + token.subject();
    }

    /// Refuses a caller whose token does not grant a scope.
    void require(String scope) {
        if (!GrantedScopes.ofToken(token.scopes()).allow(scope)) {
            throw MissingScope.refusal(scope);
        }
    }
}
