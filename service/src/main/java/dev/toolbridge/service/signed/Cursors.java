package dev.toolbridge.service.signed;

import java.util.Optional;

/// Writes places in a list as clients hold them, and reads them again.
///
/// @param <P> a place
public interface Cursors<P> {

    /// Reads the cursor of a question; empty when it means the beginning, as those of former systems do.
    ///
    /// @throws dev.toolbridge.service.error.Refusal for a cursor that was not written here, or for another question
    Optional<P> decode(String text, String question);

    /// Writes a place in what answers the question.
    String encode(P place, String question);

    /// Tells if a text is no cursor at all.
    default boolean isNone(String text) {
        return text.isEmpty();
    }
}
