package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.token.TokenOrigin;
import dev.toolbridge.token.UserId;
import dev.toolbridge.token.VerifiedToken;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A recognised user, before a tenant is selected.
///
/// @param issuer the issuer that vouches for the subject
/// @param subject the user at that issuer
/// @param credential the credential by which the user was recognised
/// @param user the user's id in every tenant
public record Identity(String issuer, String subject, Credential credential, UUID user) implements Recognition.Counted {

    /// A user whose id follows from issuer and subject.
    public Identity(String issuer, String subject, Credential credential) {
        this(issuer, subject, credential, UserId.of(issuer, subject));
    }

    static Identity of(VerifiedToken token) {
        return new Identity(token.issuer(), token.subject(), new Credential.Token(token));
    }

    @Override
    public String countedAs() {
        return user.toString();
    }

    /// A token that the owner signed has the owner's authority, an exchanged one has the identity provider's.
    public Authority authority() {
        boolean ofOwner =
                switch (credential) {
                    case Credential.Token by -> by.token().origin() == TokenOrigin.OWN;
                    case Credential.Key by -> by.key().ofOwner();
                    case Credential.Debug _ -> true;
                };
        return ofOwner ? Authority.OWNER : Authority.PROVIDER;
    }

    /// The tenant that the credential is bound to.
    public Optional<String> boundTenant() {
        return switch (credential) {
            case Credential.Token by -> by.token().tenant();
            case Credential.Key by -> Optional.of(by.key().tenant());
            case Credential.Debug _ -> Optional.empty();
        };
    }

    /// The shared space that the credential is bound to.
    public Optional<UUID> boundSpace() {
        return credential instanceof Credential.Key by ? by.key().space() : Optional.empty();
    }

    /// The scopes that the credential grants of its user's rights.
    public GrantedScopes granted() {
        return switch (credential) {
            case Credential.Token by -> GrantedScopes.ofToken(by.token().scopes());
            case Credential.Key by -> GrantedScopes.ofKey(by.key().scopes());
            case Credential.Debug _ -> GrantedScopes.ofToken(Set.of());
        };
    }

    /// The token of the identity provider, if it is the credential.
    public Optional<VerifiedToken> providersToken() {
        return token().filter(token -> token.origin() == TokenOrigin.PROVIDER);
    }

    Optional<VerifiedToken> token() {
        return credential instanceof Credential.Token by ? Optional.of(by.token()) : Optional.empty();
    }

    /// The time at which the user signed in, if the credential is a token.
    Optional<Instant> signedInAt() {
        return token().flatMap(VerifiedToken::signedInAt);
    }

    /// The same for a token of the person alone: nobody else acts with it, and it has all rights of its user.
    Optional<Instant> signedInAlone() {
        return token().filter(token -> token.actor().isEmpty() && token.scopes().isEmpty())
                .flatMap(VerifiedToken::signedInAt);
    }

    Optional<String> keyId() {
        return credential instanceof Credential.Key by
                ? Optional.of(by.key().id().toString())
                : Optional.empty();
    }
}
