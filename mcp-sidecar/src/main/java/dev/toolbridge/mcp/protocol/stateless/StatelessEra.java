package dev.toolbridge.mcp.protocol.stateless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.offer.Arrival;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Cancellation;
import dev.toolbridge.mcp.offer.Client;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.InputRequired;
import dev.toolbridge.mcp.offer.Questions;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.json.Json;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Revision 2026-07-28: every request is independent and has in `_meta` the facts that a session would keep.
public final class StatelessEra {
    public static final String REVISION = "2026-07-28";
    public static final String LISTEN = "subscriptions/listen";

    private static final Logger LOG = LoggerFactory.getLogger(StatelessEra.class);
    private static final String OWN = "io.modelcontextprotocol/";
    private static final String VERSION = OWN + "protocolVersion";
    private static final String CAPABILITIES = OWN + "clientCapabilities";
    private static final String DISCOVER = "server/discover";
    private static final Set<String> ASKING = Set.of("tools/call", "prompts/get", "resources/read");

    /// The time that a client may cache a result, and its scope. One that depends on the caller is private.
    private static final Map<String, Caching> CACHING = Map.of(
            DISCOVER,
            new Caching(3_600_000, "public"),
            "tools/list",
            new Caching(300_000, "private"),
            "prompts/list",
            new Caching(3_600_000, "public"),
            "resources/list",
            new Caching(300_000, "private"),
            "resources/templates/list",
            new Caching(3_600_000, "public"),
            "resources/read",
            new Caching(0, "private"));

    private record Caching(long lifeMs, String scope) {}

    private final RequestStates states;
    private final ClientRuns runs = new ClientRuns(InstantSource.system());

    public StatelessEra(RequestStates states) {
        this.states = states;
    }

    /// Tells if a message was written for this era.
    public static boolean speaks(Message message) {
        return message instanceof Message.Request request && request.meta().has(VERSION);
    }

    /// The revision that a request was written for.
    ///
    /// @throws ProtocolError if a required member is missing
    public static String revision(Message.Request request) {
        JsonNode version = request.meta().path(VERSION);
        if (!version.isTextual() || !request.meta().path(CAPABILITIES).isObject()) {
            throw ProtocolError.invalidParameters("params._meta must have " + VERSION + " and " + CAPABILITIES);
        }
        return version.textValue();
    }

    /// Refuses a revision that is not this one.
    public static void requireRevision(String asked) {
        if (!asked.equals(REVISION)) {
            throw ProtocolError.unsupportedRevision(asked, REVISION);
        }
    }

    /// The answer to a request; empty when the client no longer waits for it.
    public Optional<ObjectNode> answer(
            Features features, Message.Request request, Arrival arrival, Cancellation cancellation) {
        try {
            Features present = features.of(arrival.principal());
            ObjectNode result = result(present, request, arrival, cancellation);
            return cancellation.requested()
                    ? Optional.empty()
                    : Optional.of(Messages.result(request.id(), finished(result, present, request.method())));
        } catch (CancellationException _) {
            return Optional.empty();
        } catch (ProtocolError error) {
            throw error;
        } catch (RuntimeException fault) {
            LOG.error("request failed", fault);
            throw ProtocolError.internal(arrival.correlationId());
        }
    }

    private ObjectNode result(Features features, Message.Request request, Arrival arrival, Cancellation cancellation) {
        if (request.method().equals(DISCOVER)) {
            return discovered(features);
        }
        var client = Client.of(request.meta(), OWN + "clientInfo", CAPABILITIES);
        if (!ASKING.contains(request.method())) {
            return features.answer(request, call(request, arrival, cancellation, client));
        }
        SessionKey key = arrival.principal().sessionKey();
        var questions = new StatelessQuestions(client, answers(request, key));
        try {
            return features.answer(
                    request, call(request, arrival, cancellation, client).asking(questions));
        } catch (InputRequired required) {
            var result = Json.object().put("resultType", "input_required");
            ObjectNode requests = result.putObject("inputRequests");
            required.questions().forEach((name, question) -> requests.set(name, question.json()));
            return result.put("requestState", states.seal(questions.known(), RequestStates.binding(key, request)));
        }
    }

    private ObjectNode answers(Message.Request request, SessionKey key) {
        JsonNode state = request.parameters().path("requestState");
        if (state.isMissingNode()) {
            return StatelessQuestions.answers(request, Json.object());
        }
        if (!state.isTextual()) {
            throw ProtocolError.invalidParameters("params.requestState must be a text");
        }
        return StatelessQuestions.answers(request, states.open(state.textValue(), RequestStates.binding(key, request)));
    }

    private static ObjectNode discovered(Features features) {
        var result = Json.object();
        result.putArray("supportedVersions").add(REVISION);
        result.set("capabilities", Features.json(features.capabilities()));
        return result.put("instructions", features.instructions());
    }

    /// Adds the members that every result has.
    private static ObjectNode finished(ObjectNode result, Features features, String method) {
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
            Optional.ofNullable(CACHING.get(method))
                    .ifPresent(caching -> result.put("ttlMs", caching.lifeMs()).put("cacheScope", caching.scope()));
        }
        result.withObjectProperty("_meta").set(OWN + "serverInfo", Features.json(features.implementation()));
        return result;
    }

    private Call call(Message.Request request, Arrival arrival, Cancellation cancellation, Client client) {
        return new Call(
                arrival,
                client,
                Optional.of(runs.of(request, arrival.principal(), client)),
                Optional.empty(),
                cancellation,
                request.progressToken(),
                LogLevel.find(request.meta().path(OWN + "logLevel").asText("")),
                Questions.NONE);
    }
}
