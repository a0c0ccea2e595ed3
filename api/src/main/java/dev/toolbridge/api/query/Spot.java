package dev.toolbridge.api.query;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;

/// A place in the query of a request, for refusals.
///
/// @param parameter the name of the query parameter
/// @param position the number of characters before it in the decoded value
public record Spot(String parameter, int position) {

    /// The refusal of what stands here.
    ///
    /// @param text the complaint
    /// @param expected the texts that could stand here instead
    public Refusal refusal(String text, String expected) {
        return refusal(ErrorCode.INVALID_PARAMETER, text, expected);
    }

    Refusal refusal(ErrorCode code, String text, String expected) {
        return Refusal.of(code, text)
                .fact("field", parameter)
                .fact("position", position)
                .fact("expected", expected);
    }
}
