package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells agents who they are here: the client that their credential names, whatever they call themselves. Nothing is
/// stored, and no name gives a right.
final class FaceAgentRoutes {
    static final String NAME = "name";
    static final String CLAIM = "is_named_persona";
    static final int NAME_LENGTH_MAX = 100;
    private static final String PATH = FaceAccess.ROOT + "/agents/register";
    private static final Set<String> PERSONAS = Set.of("OPERATOR");
    private static final String SCOPE = Scope.PROJECTS_READ;

    private final FaceAccess access;

    FaceAgentRoutes(FaceAccess access) {
        this.access = access;
    }

    Stream<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(FaceSchemas.AGENT_ORDER);
        Output known = Output.of(200, "The agent as it is known here.", FaceSchemas.AGENT);
        return Stream.of(new RouteLine<Caller>(
                        "POST", PATH, "register_connect_agent", SCOPE, order, known, this::register))
                .flatMap(FaceAccess::both);
    }

    private Answer register(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, SCOPE);
        BodyFields body = BodyFields.of(request, FaceSchemas.all().get(FaceSchemas.AGENT_ORDER));
        String name = body.text(NAME, FaceAgentRoutes::isName, "1 to " + NAME_LENGTH_MAX + " characters");
        boolean isPersona = body.flag(CLAIM) || PERSONAS.contains(name);
        ObjectNode agent = Json.object().put(NAME, name);
        client(inside).ifPresentOrElse(client -> agent.put("client", client), () -> agent.putNull("client"));
        agent.put(CLAIM, isPersona).put("granted", !isPersona);
        return Answer.json(200, Json.object().set("agent", agent));
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.indexOf(0) < 0 && text.codePointCount(0, text.length()) <= NAME_LENGTH_MAX;
    }

    private static Optional<String> client(Caller caller) {
        return caller.proof().keyId().or(() -> caller.proof().clientId());
    }
}
