package dev.toolbridge.api.item.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.List;

/// The refusal of an edit that does not fit the text as it is.
///
/// @param index the place of the edit in the list, from 0
record Miss(int index, ExactEdit edit) {

    /// The refusal of a text that does not occur as often as it should, with the places that are meant most likely.
    Refusal of(Occurrences occurrences, int expected, String text) {
        List<Candidate> candidates = occurrences.count() == 0
                ? new NearMisses(text, occurrences.find()).find()
                : Candidate.of(occurrences, text);
        return refusal("find occurs " + times(occurrences.count()) + ", not " + times(expected), occurrences.count())
                .fact("expected", expected)
                .fact("candidates", candidates.stream().map(Candidate::json).toList());
    }

    Refusal overlapping(Occurrences occurrences, String text) {
        return refusal("the occurrences of find overlap each other", occurrences.count())
                .fact(
                        "candidates",
                        Candidate.of(occurrences, text).stream()
                                .map(Candidate::json)
                                .toList());
    }

    Refusal noText(JsonNode value) {
        return refusal(
                        value.isMissingNode() || value.isNull() ? "the field has no value" : "the field holds no text",
                        0)
                .fact("candidates", List.of());
    }

    /// The refusal of a heading that is not there exactly once.
    Refusal ofHeading(int found, List<Candidate> candidates) {
        return refusal("the heading occurs " + times(found) + ", not once", found)
                .fact("candidates", candidates.stream().map(Candidate::json).toList());
    }

    /// The refusal of a text that would run into a line beside it.
    Refusal glued(String reason) {
        return refusal(reason, 1).fact("candidates", List.of());
    }

    private Refusal refusal(String reason, int found) {
        String text = "edit " + index + " of field " + edit.field() + " missed, and nothing is done: " + reason;
        return Refusal.of(ErrorCode.EDIT_MISSED, text)
                .fact("edit", index)
                .fact("field", edit.field())
                .fact("found", found);
    }

    private static String times(int count) {
        return switch (count) {
            case 0 -> "nowhere";
            case 1 -> "once";
            default -> count + " times";
        };
    }
}
