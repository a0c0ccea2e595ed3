package dev.toolbridge.service.audit;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.signed.Cursors;
import java.util.Optional;

/// Places in the log of the caller's own tenant, as plain numbers: there is nothing in them to hide or to forge.
final class AuditPlaces implements Cursors<Long> {
    static final int DIGITS_MAX = 18;
    static final String FORM = "[0-9]{1," + DIGITS_MAX + "}";

    @Override
    public Optional<Long> decode(String text, String question) {
        if (!text.matches(FORM)) {
            throw Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
        }
        return Optional.of(Long.parseLong(text));
    }

    @Override
    public String encode(Long place, String question) {
        return Long.toString(place);
    }

    /// An empty text is no number.
    @Override
    public boolean isNone(String text) {
        return false;
    }
}
