package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.route.MissingScope;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rights of a user under the scopes of a credential: never more than the role's.
public final class Scopes {
    private static final Set<String> NEVER_OF_KEYS = Set.of(Scope.KEYS, Scope.TENANT_ADMIN, Scope.APPROVE);

    private Scopes() {}

    /// The rights of a role that a credential grants.
    static Set<String> rights(Role role, Identity identity) {
        Set<String> left = identity.granted().of(role.rights());
        return identity.credential() instanceof Credential.Key ? ofKey(left) : left;
    }

    /// These rights and one more.
    static Set<String> and(String scope, Set<String> rights) {
        return Stream.concat(rights.stream(), Stream.of(scope)).collect(Collectors.toUnmodifiableSet());
    }

    /// The rights among these that an API key may have: it manages neither keys nor tenants.
    public static Set<String> ofKey(Set<String> rights) {
        return rights.stream().filter(Predicate.not(NEVER_OF_KEYS::contains)).collect(Collectors.toUnmodifiableSet());
    }

    /// Refuses a caller who lacks a right.
    public static void require(Caller caller, String scope) {
        if (!has(caller, scope)) {
            throw refusal(caller, scope);
        }
    }

    /// Tells if a caller has a right.
    public static boolean has(Caller caller, String scope) {
        return switch (scope) {
            case Scope.OWN -> true;
            case Scope.ALL_READ -> caller.rights().containsAll(Scope.firstReading());
            case Scope.ANY_READ -> hasOneOf(Scope.reading(), caller);
            case Scope.ANY_CHANGE -> hasOneOf(Scope.changing(), caller);
            case Scope.ANY_PROPOSAL -> hasOneOf(Scope.proposing(), caller);
            case Scope.ENVIRONMENT_REVEAL, Scope.ENVIRONMENT_REVEAL_PRODUCTION ->
                !isAssistant(caller) && caller.rights().contains(scope);
            default -> caller.rights().contains(scope);
        };
    }

    private static boolean hasOneOf(Set<String> scopes, Caller caller) {
        return caller.rights().stream().anyMatch(scopes::contains);
    }

    private static Refusal refusal(Caller caller, String scope) {
        return switch (scope) {
            case Scope.ANY_READ -> MissingScope.refusal(Scope.ALL_READ);
            case Scope.ANY_CHANGE ->
                hasOneOf(Scope.proposing(), caller)
                        ? proposalRequired()
                        : MissingScope.ofMany("to write or delete items");
            case Scope.ANY_PROPOSAL -> MissingScope.ofMany("to propose, write or delete items");
            case Scope.APPROVE -> needsPerson();
            case Scope.ENVIRONMENT_REVEAL, Scope.ENVIRONMENT_REVEAL_PRODUCTION ->
                isAssistant(caller) ? revealRefused() : MissingScope.refusal(scope);
            default ->
                Scope.changing().contains(scope) && mayPropose(caller, scope)
                        ? proposalRequired()
                        : MissingScope.refusal(scope);
        };
    }

    private static boolean mayPropose(Caller caller, String scope) {
        return caller.rights().contains(Scope.propose(scope.substring(0, scope.indexOf(':'))));
    }

    /// The refusal of a change that the credential may only propose.
    public static Refusal proposalRequired() {
        return Refusal.of(
                        ErrorCode.PROPOSAL_REQUIRED,
                        "this credential may only propose changes: send them to POST /v1/proposals, and a person"
                                + " decides")
                .fact("expected", "POST /v1/proposals");
    }

    /// Tells if a party acts for the user, by its proof or by its own account.
    private static boolean isAssistant(Caller caller) {
        return caller.proof().actingParty().isPresent()
                || caller.claims().tool().isPresent();
    }

    private static Refusal revealRefused() {
        return Refusal.of(
                ErrorCode.REVEAL_NOT_FOR_ASSISTANTS,
                "values of secret variables are not shown to assistants, whatever their credential grants");
    }

    private static Refusal needsPerson() {
        return Refusal.of(
                        ErrorCode.APPROVAL_NEEDS_A_PERSON,
                        "only a person approves, signed in on the review page; no program does with its own credential")
                .fact("scope", Scope.APPROVE);
    }
}
