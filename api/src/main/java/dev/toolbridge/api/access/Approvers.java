package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.TokenOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The credentials that may approve proposals: tokens of the identity provider for a client that is made for persons,
/// which name the scope, and that nobody acts with for the person. No role gives the scope.
///
/// @param clients the OAuth clients that show a person what is approved
public record Approvers(Set<String> clients) {
    private static final Setting<Set<String>> CLIENTS = new Setting<>(
            "APPROVAL_CLIENTS",
            Optional.empty(),
            Approvers::parse,
            false,
            "The OAuth clients, separated by commas, whose tokens approve proposals if they name the scope"
                    + " `proposals:approve`. The review page needs no entry.");

    public static final List<Setting<?>> SETTINGS = List.of(CLIENTS);

    public Approvers {
        clients = Set.copyOf(clients);
    }

    public static Approvers from(Settings settings) {
        return new Approvers(settings.find(CLIENTS).orElse(Set.of()));
    }

    private static Set<String> parse(String text) {
        List<String> clients =
                List.of(text.split(",", -1)).stream().map(String::strip).toList();
        if (clients.contains("")) {
            throw new IllegalArgumentException("client ids with commas between them");
        }
        return Set.copyOf(clients);
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
