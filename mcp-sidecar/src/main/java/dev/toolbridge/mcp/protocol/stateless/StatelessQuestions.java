package dev.toolbridge.mcp.protocol.stateless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Client;
import dev.toolbridge.mcp.offer.InputRequired;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.offer.Questions;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Questions to a client without a session: the request brings the answers, or they end the call.
final class StatelessQuestions implements Questions {
    private final Client client;
    private final ObjectNode known;

    /// @param known the answers of this round and of earlier ones
    StatelessQuestions(Client client, ObjectNode known) {
        this.client = client;
        this.known = known;
    }

    @Override
    public boolean canAsk(String capability) {
        return client.declares(capability);
    }

    @Override
    public Map<String, ObjectNode> ask(SequencedMap<String, Question> questions) {
        Set<String> missing = questions.values().stream()
                .map(Question::capability)
                .filter(capability -> !canAsk(capability))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw ProtocolError.missingCapabilities(missing);
        }
        var answers = new HashMap<String, ObjectNode>();
        for (String name : questions.keySet()) {
            if (!(known.get(name) instanceof ObjectNode answer)) {
                throw new InputRequired(questions);
            }
            answers.put(name, answer);
        }
        return answers;
    }

    /// The answers that the next round needs beside its own.
    ObjectNode known() {
        return known;
    }

    /// The answers in a request: those of its state, and its own.
    static ObjectNode answers(Message.Request request, ObjectNode remembered) {
        var all = Json.object();
        all.setAll(remembered);
        var brought = request.parameters().path("inputResponses");
        if (!brought.isMissingNode() && !brought.isObject()) {
            throw ProtocolError.invalidParameters("params.inputResponses must be an object");
        }
        JsonLimits.complaint(brought).ifPresent(complaint -> {
            throw ProtocolError.invalidParameters("params.inputResponses: " + complaint);
        });
        brought.propertyStream().forEach(answer -> {
            if (!answer.getValue().isObject()) {
                throw ProtocolError.invalidParameters(
                        "params.inputResponses." + answer.getKey() + " must be an object");
            }
            all.set(answer.getKey(), answer.getValue());
        });
        return all;
    }
}
