package dev.toolbridge.identity.control;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.stream.Stream;

/// The table of switches. Each takes the workspace's secret as a bearer token.
public final class ControlRoutes {
    private static final int BODY_BYTES_MAX = 8_388_608;

    private final Secret secret;
    private final People people;
    private final FaultSwitches faults;
    private final WebhookSwitches webhooks;
    private final SigningKeys keys;
    private final Minting minting;

    public ControlRoutes(Secret secret, ControlParts parts) {
        this.secret = secret;
        this.people = new People(parts.directory(), parts.grants());
        this.faults = new FaultSwitches(parts.faults());
        this.webhooks = new WebhookSwitches(parts.webhooks(), parts.clock());
        this.keys = parts.keys();
        this.minting = new Minting(parts.tokens(), parts.keys());
    }

    public List<Route> routes() {
        return Stream.of(
                        route("POST", "/control/users", people::putUser),
                        route("POST", "/control/organizations", people::putOrganization),
                        route("PUT", "/control/memberships", people::putMembership),
                        route("DELETE", "/control/memberships", people::removeMembership),
                        route("POST", "/control/sessions/revoke", people::revokeSession),
                        route("POST", "/control/tokens", this::mint),
                        route("POST", "/control/keys/rotate", this::rotateKeys),
                        route("POST", "/control/keys/drop", this::dropKeys),
                        route("PUT", "/control/faults/{surface}", faults::set),
                        route("DELETE", "/control/faults", faults::clear),
                        route("GET", "/control/calls", faults::calls),
                        route("PUT", "/control/webhooks", webhooks::aim),
                        route("POST", "/control/webhooks", webhooks::send))
                .toList();
    }

    private Route route(String method, String path, Endpoint endpoint) {
        return new Route(method, path, BODY_BYTES_MAX, request -> {
            requireSecret(request);
            return endpoint.answer(request);
        });
    }

    private void requireSecret(Request request) {
        if (!Unguessable.same(bearer(request), secret.reveal())) {
            throw Refusal.of(ErrorCode.UNAUTHORIZED, "unauthorized").header("WWW-Authenticate", "Bearer");
        }
    }

    private static String bearer(Request request) {
        String[] halves = request.header("Authorization").orElse("").split(" ", 2);
        return halves.length == 2 && halves[0].equalsIgnoreCase("Bearer") ? halves[1].strip() : "";
    }

    private Answer mint(Request request) {
        return Answer.json(200, Json.object().put("token", minting.mint(Command.of(request))));
    }

    private Answer rotateKeys(Request request) {
        keys.rotate();
        return Answer.empty(204);
    }

    private Answer dropKeys(Request request) {
        keys.dropOld();
        return Answer.empty(204);
    }
}
