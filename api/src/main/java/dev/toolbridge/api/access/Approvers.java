package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.TokenOrigin;
import java.util.List;
import java.util.Set;

/// The credentials that may approve proposals: tokens of the identity provider for a client that is made for persons,
/// which name the scope, and that nobody acts with for the person. No role gives the scope.
///
/// @param clients the OAuth clients that show a person what is approved
public record Approvers(Set<String> clients) {
    private static final Setting<Set<String>> CLIENTS = Setting.texts(
                    "APPROVAL_CLIENTS",
                    "The OAuth clients, beside the review page, whose tokens approve proposals if they name the scope"
                            + " `proposals:approve`.");

    public static final List<Setting<?>> SETTINGS = List.of(CLIENTS);

    public Approvers {
        clients = Set.copyOf(clients);
    }

    public static Approvers from(Settings settings) {
        return new Approvers(settings.find(CLIENTS).orElse(Set.of()));
    }

    boolean mayApprove(Identity identity) {
        return identity.token()
                .filter(token -> token.origin() == TokenOrigin.PROVIDER)
                .filter(token -> token.actor().isEmpty())
                .filter(token -> token.clientId().filter(clients::contains).isPresent())
                .filter(_ -> identity.granted().named().contains(Scope.APPROVE))
                .isPresent();
    }
}
