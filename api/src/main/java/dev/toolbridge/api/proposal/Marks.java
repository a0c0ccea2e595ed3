package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The decisions about the hunks of a proposal, by their ids.
public record Marks(SortedMap<String, Mark> byHunk) {
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String REVISED = "revised";
    static final int TEXT_LENGTH_MAX = 262_144;

    private static final String EXPECTED =
            "accepted, rejected, {\"revised\":\"…\"} for a text, or null to take the decision back";

    public Marks {
        byHunk = Collections.unmodifiableSortedMap(new TreeMap<>(byHunk));
    }

    public static Marks none() {
        return new Marks(new TreeMap<>());
    }

    /// Reads decisions that were stored.
    public static Marks stored(JsonNode json) {
        var marks = new TreeMap<String, Mark>();
        json.properties().forEach(entry -> mark(entry.getValue()).ifPresent(mark -> marks.put(entry.getKey(), mark)));
        return new Marks(marks);
    }

    public ObjectNode json() {
        var json = Json.object();
        byHunk.forEach((id, mark) -> json.set(id, json(mark)));
        return json;
    }

    static JsonNode json(Mark mark) {
        return switch (mark) {
            case Mark.Accepted _ -> TextNode.valueOf(ACCEPTED);
            case Mark.Rejected _ -> TextNode.valueOf(REJECTED);
            case Mark.Revised revised -> Json.object().put(REVISED, revised.text());
        };
    }

    public Optional<Mark> of(ProposedHunk hunk) {
        return Optional.ofNullable(byHunk.get(hunk.id()));
    }

    /// These decisions with those that a request names.
    ///
    /// @throws Refusal `invalid_field` for a hunk that does not exist, or a decision that it does not take
    Marks with(ObjectNode sent, Proposal proposal) {
        List<ProposedHunk> hunks =
                proposal.hunks().stream().flatMap(List::stream).toList();
        var marks = new TreeMap<>(byHunk);
        for (Map.Entry<String, JsonNode> one : sent.properties()) {
            ProposedHunk hunk = hunks.stream()
                    .filter(known -> known.id().equals(one.getKey()))
                    .findFirst()
                    .orElseThrow(() -> invalid(one.getKey(), "the id of a hunk: h1 to h" + hunks.size()));
            if (one.getValue().isNull()) {
                marks.remove(hunk.id());
            } else {
                marks.put(hunk.id(), required(hunk, one.getValue()));
            }
        }
        return new Marks(marks);
    }

    /// These decisions, and the same one for every hunk without.
    Marks filled(Mark rest, Proposal proposal) {
        var marks = new TreeMap<>(byHunk);
        proposal.hunks().stream().flatMap(List::stream).forEach(hunk -> marks.putIfAbsent(hunk.id(), rest));
        return new Marks(marks);
    }

    private static Mark required(ProposedHunk hunk, JsonNode value) {
        Mark mark = mark(value).orElseThrow(() -> invalid(hunk.id(), EXPECTED));
        if (mark instanceof Mark.Revised revised
                && (!hunk.isRevisable() || revised.text().length() > TEXT_LENGTH_MAX)) {
            throw invalid(
                    hunk.id(),
                    hunk.isRevisable()
                            ? "a text of at most " + TEXT_LENGTH_MAX + " characters"
                            : "accepted or rejected: it is no text");
        }
        return mark;
    }

    private static Optional<Mark> mark(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object.size() == 1 && object.path(REVISED).isTextual()
                    ? Optional.of(new Mark.Revised(object.path(REVISED).textValue()))
                    : Optional.empty();
        }
        return switch (value.asText("")) {
            case ACCEPTED -> Optional.of(new Mark.Accepted());
            case REJECTED -> Optional.of(new Mark.Rejected());
            default -> Optional.empty();
        };
    }

    private static Refusal invalid(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "invalid " + field)
                .fact("field", field)
                .fact("expected", expected);
    }
}
