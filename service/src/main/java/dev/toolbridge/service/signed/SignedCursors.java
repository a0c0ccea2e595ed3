package dev.toolbridge.service.signed;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.signed.Seal.Opened;
import java.util.Optional;

/// Cursors that are the last key of a page, signed and bound to their question: `key|binding`.
public final class SignedCursors implements Cursors<String> {
    private static final String FORM = "1";

    private final Seal seal;

    public SignedCursors(SigningKeys keys) {
        this.seal = keys.seal("list cursor", FORM);
    }

    @Override
    public Optional<String> decode(String text, String question) {
        return switch (seal.open(text)) {
            case Opened.Genuine genuine when answers(genuine, question) -> Optional.of(key(genuine));
            case Opened.Genuine _, Opened.UnknownKey _, Opened.Foreign _ ->
                throw Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
        };
    }

    @Override
    public String encode(String place, String question) {
        return seal.close(place, Seal.digest(question));
    }

    private static boolean answers(Opened.Genuine cursor, String question) {
        return cursor.parts().getLast().equals(Seal.digest(question));
    }

    /// A key may have the sign that separates the parts.
    private static String key(Opened.Genuine cursor) {
        return String.join("|", cursor.parts().subList(0, cursor.parts().size() - 1));
    }
}
