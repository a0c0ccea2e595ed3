package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The body of a request for a proposal.
record ProposalBody(String title, Optional<String> reason, ArrayNode operations, Instant expiresAt) {
    static final int OPERATIONS_MAX = 200;
    static final int TITLE_LENGTH_MAX = 200;
    static final int REASON_LENGTH_MAX = 2_000;

    private static final Duration LIFE = Duration.ofDays(7);
    private static final Duration LIFE_MAX = Duration.ofDays(30);
    private static final String EXPIRES_IN = "expiresIn";
    private static final String OPERATIONS = "operations";
    private static final String REST = "rest";
    private static final String DECISIONS = "decisions";
    private static final int SEEN_LENGTH_MAX = 100;

    static ProposalBody of(Request request, Instant now) {
        var body = BodyFields.of(request, ProposalSchemas.all().get(ProposalSchemas.ORDER));
        return new ProposalBody(
                body.text("title", text -> isShort(text, TITLE_LENGTH_MAX), expected(TITLE_LENGTH_MAX)),
                reason(body),
                operations(body),
                now.plus(body.find(EXPIRES_IN).map(ProposalBody::life).orElse(LIFE)));
    }

    static Optional<String> reason(BodyFields body) {
        return body.findText("reason", text -> isShort(text, REASON_LENGTH_MAX), expected(REASON_LENGTH_MAX));
    }

    private static boolean isShort(String text, int lengthMax) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= lengthMax;
    }

    private static String expected(int lengthMax) {
        return "a text of 1 to " + lengthMax + " characters";
    }

    private static ArrayNode operations(BodyFields body) {
        String expected = "a list of 1 to " + OPERATIONS_MAX + " operations, as a batch takes them";
        JsonNode sent = body.find(OPERATIONS).orElseThrow(() -> BodyFields.invalid(OPERATIONS, expected));
        if (!(sent instanceof ArrayNode list) || list.isEmpty()) {
            throw BodyFields.invalid(OPERATIONS, expected);
        }
        requireFew(list.size());
        return list;
    }

    static void requireFew(int operations) {
        if (operations > OPERATIONS_MAX) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "a proposal has at most " + OPERATIONS_MAX + " changes")
                    .fact("field", OPERATIONS)
                    .fact("expected", "at most " + OPERATIONS_MAX);
        }
    }

    /// A duration of ISO 8601: `P3D`, `PT12H`.
    private static Duration life(JsonNode value) {
        String expected = "a duration such as P7D or PT12H, of a minute to " + LIFE_MAX.toDays() + " days";
        try {
            Duration life = Duration.parse(value.isTextual() ? value.textValue() : "");
            if (life.compareTo(Duration.ofMinutes(1)) >= 0 && life.compareTo(LIFE_MAX) <= 0) {
                return life;
            }
        } catch (DateTimeParseException _) {
            throw BodyFields.invalid(EXPIRES_IN, expected);
        }
        throw BodyFields.invalid(EXPIRES_IN, expected);
    }

    /// Decisions by the ids of hunks.
    static ObjectNode decisions(Request request) {
        JsonBody.wrongType(request).ifPresent(refusal -> {
            throw refusal;
        });
        return switch (JsonBody.parse(request)) {
            case Body.Fields fields -> fields.object();
            case Body.Bad bad -> throw bad.refusal();
        };
    }

    /// The reason with which a proposal is closed.
    static Optional<String> reason(Request request) {
        return reason(BodyFields.of(request, ProposalSchemas.all().get(ProposalSchemas.REASON)));
    }

    static ApprovalOrder approval(Request request) {
        var body = BodyFields.of(request, ProposalSchemas.all().get(ProposalSchemas.APPROVAL));
        Optional<String> rest = body.findText(
                REST, text -> text.equals(Marks.ACCEPTED) || text.equals(Marks.REJECTED), "accepted or rejected");
        JsonNode marks = body.find(DECISIONS).orElseGet(Json::object);
        if (!(marks instanceof ObjectNode decisions)) {
            throw BodyFields.invalid(DECISIONS, "an object of decisions by the ids of hunks");
        }
        return new ApprovalOrder(
                body.text(
                        "seen", text -> text.length() <= SEEN_LENGTH_MAX, "the hash that the proposal was shown with"),
                rest.map(text -> text.equals(Marks.ACCEPTED) ? new Mark.Accepted() : new Mark.Rejected()),
                decisions);
    }
}
