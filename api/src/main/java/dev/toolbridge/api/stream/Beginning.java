package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;

/// The place where a stream begins: where the client says, else at the last change.
public sealed interface Beginning {

    /// After this place.
    ///
    /// @param isKept true when a client has kept it, so that it may be gone
    record After(Cursor place, boolean isKept) implements Beginning {}

    /// The place that the client has kept cannot be followed any more.
    record Gone(ErrorCode code) implements Beginning {}

    /// Reads what the client has kept.
    ///
    /// @throws Refusal `invalid_cursor` for a text that we did not write, or for another question
    static Beginning of(Journals journals, ChangeQuestion question, Optional<String> text) {
        try {
            Optional<Cursor> place = text.flatMap(kept -> journals.place(question, kept));
            return place.map(kept -> new After(kept, true))
                    .orElseGet(() -> new After(journals.latest(question), false));
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.RESYNC_REQUIRED) {
                return new Gone(refusal.code());
            }
            throw refusal;
        }
    }
}
