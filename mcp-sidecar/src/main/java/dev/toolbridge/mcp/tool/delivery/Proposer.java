package dev.toolbridge.mcp.tool.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.offer.Questions;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Proposes changes to a person, and leads the person to the page where they are decided.
///
/// @param api keeps the proposals
/// @param caller the sender of the call
public record Proposer(ApiClient api, OnBehalf caller) {
    private static final String PROPOSALS = "/v1/proposals";
    private static final String REVIEW_URL = "reviewUrl";
    private static final String NAME = "review";
    private static final int TEXT_LENGTH_MAX = 500;

    /// Changes for a person to decide about.
    ///
    /// @param operations as the API's batch takes them
    /// @param key makes a repeated delivery harmless
    public record Order(String title, Optional<String> reason, List<ObjectNode> operations, Optional<String> key) {

        public Order {
            operations = List.copyOf(operations);
        }
    }

    /// Tells if a change was refused because it must be proposed.
    public static boolean isNeeded(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.PROPOSAL_REQUIRED;
    }

    /// Makes a proposal, and asks the client to open its page if it can.
    public ApiAnswer propose(Order order) {
        var body = Json.object().put("title", order.title());
        order.reason().ifPresent(reason -> body.put("reason", reason));
        order.operations().forEach(body.withArray("operations")::add);
        ApiAnswer answer = api.send(ApiRequest.of("POST", PROPOSALS).with(body).once(order.key()), caller);
        if (answer instanceof ApiAnswer.Done done) {
            offer(done.body(), order.key().isPresent());
        }
        return answer;
    }

    /// Marks hunks of a proposal; this approves nothing.
    public ApiAnswer mark(String id, ObjectNode decisions) {
        return api.send(
                ApiRequest.of("PUT", PROPOSALS + "/" + id + "/decisions").with(decisions), caller);
    }

    /// Takes a proposal of the caller back.
    public ApiAnswer withdraw(String id) {
        return api.send(
                ApiRequest.of("POST", PROPOSALS + "/" + id + "/withdraw").with(Json.object()), caller);
    }

    public ApiAnswer find(String id) {
        return api.send(ApiRequest.of("GET", PROPOSALS + "/" + id), caller);
    }

    /// The lines that tell an assistant of a proposal.
    public static List<String> lines(ObjectNode proposal) {
        var lines = new ArrayList<String>();
        String state = proposal.path("state").asText();
        lines.add(
                switch (state) {
                    case "open" ->
                        "Nothing is done yet: this is a proposal, and a person decides. Ask the user to open "
                                + proposal.path(REVIEW_URL).asText();
                    case "applied" -> "The proposal was approved and is applied.";
                    default -> "The proposal is " + state + "; nothing was done.";
                });
        Optional.ofNullable(proposal.path("closingReason").textValue())
                .ifPresent(reason -> lines.add("Reason: " + StoredText.inline(reason, TEXT_LENGTH_MAX)));
        lines.add("Proposal " + proposal.path("id").asText() + ", until "
                + proposal.path("expiresAt").asText() + ".");
        return lines;
    }

    /// The members that a result has beside those of its tool.
    public static ObjectNode structure(ObjectNode proposal) {
        ObjectNode structure = StoredText.marked();
        structure.put("proposal", proposal.path("id").asText());
        structure.put("state", proposal.path("state").asText());
        structure.put(REVIEW_URL, proposal.path(REVIEW_URL).asText());
        return structure;
    }

    /// A call without a session runs again after the question, so it needs the key that finds its proposal again.
    private void offer(ObjectNode proposal, boolean isRepeatable) {
        Questions questions = caller.call().questions();
        if (!isRepeatable || !questions.canAsk(Question.BY_ADDRESS)) {
            return;
        }
        var asked = new LinkedHashMap<String, Question>();
        asked.put(
                NAME,
                Question.address(
                        "Look at the proposed changes, and decide.",
                        proposal.path(REVIEW_URL).asText(),
                        proposal.path("id").asText()));
        try {
            questions.ask(asked);
        } catch (ProtocolError unanswered) {
            caller.call().log(LogLevel.INFO, unanswered.getMessage());
        }
    }

    /// The operations of a proposal as structure.
    public static List<JsonNode> operations(ObjectNode proposal) {
        return proposal.path("operations").valueStream().toList();
    }
}
