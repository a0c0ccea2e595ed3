package dev.toolbridge.tenants.caller;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.token.VerifiedToken;
import java.util.Optional;
import java.util.Set;

/// Finds the rights of senders.
///
/// @param operatorOrganization the organisation whose administrators run the platform
public record Callers(OperatorLookup operators, Administrators administrators, Optional<String> operatorOrganization) {

    /// The sender with its rights.
    ///
    /// @throws Refusal `forbidden` for a user who neither runs the platform nor administers a tenant
    public Caller of(KnownSender sender, String correlationId) {
        return switch (sender) {
            case KnownSender.Key by ->
                new Caller(by.actor(), Rights.writtenOut(by.key().scopes()), Optional.empty(), correlationId);
            case KnownSender.User by -> ofUser(by, correlationId);
        };
    }

    private Caller ofUser(KnownSender.User user, String correlationId) {
        VerifiedToken token = user.token();
        if (runsPlatform(token)) {
            Set<String> rights = left(token, Rights.OF_OPERATORS);
            return new Caller(user.actor(), rights, Optional.empty(), correlationId);
        }
        String organization = token.tenant()
                .filter(tenant -> administrators.include(tenant, token.subject()))
                .orElseThrow(() -> Refusal.of(ErrorCode.FORBIDDEN, "forbidden: administrators of a tenant only"));
        Set<String> rights = left(token, Rights.OF_ADMINISTRATORS);
        return new Caller(user.actor(), rights, Optional.of(organization), correlationId);
    }

    private boolean runsPlatform(VerifiedToken token) {
        return operators.isGranted(token.issuer(), token.subject())
                || operatorOrganization
                        .filter(organization -> token.tenant().equals(Optional.of(organization)))
                        .filter(organization -> administrators.include(organization, token.subject()))
                        .isPresent();
    }

    private static Set<String> left(VerifiedToken token, Set<String> rights) {
        return Rights.writtenOut(GrantedScopes.ofToken(token.scopes()).of(rights));
    }
}
