package dev.toolbridge.service.signed;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.signed.Seal.Opened;
import java.util.Optional;

/// Cursors that are the last key of a page, signed and bound to their question: `key|binding`. The key is a text
/// without `|`.
public final class SignedCursors implements Cursors<String> {
    private static final String FORM = "1";
    private static final int PARTS = 2;

    private final Seal seal;

    public SignedCursors(SigningKeys keys) {
        this.seal = keys.seal("list cursor", FORM);
    }

    @Override
    public Optional<String> decode(String text, String question) {
        return switch (seal.open(text)) {
            case Opened.Genuine genuine when answers(genuine, question) -> Optional.of(genuine.parts().getFirst());
            case Opened.Genuine _, Opened.UnknownKey _, Opened.Foreign _ ->
                throw Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
        };
    }

    @Override
    public String encode(String place, String question) {
        return seal.close(place, Seal.digest(question));
    }

    private static boolean answers(Opened.Genuine cursor, String question) {
        return cursor.parts().size() == PARTS && cursor.parts().getLast().equals(Seal.digest(question));
    }
}
