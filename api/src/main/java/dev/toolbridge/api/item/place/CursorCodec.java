package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.signed.Cursors;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.Seal.Opened;
import dev.toolbridge.service.signed.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Writes cursors as clients hold them: `2|key|incarnation|epoch|seq|binding|mac`, base64url.
///
/// The binding is a digest of the query, so that a cursor fits no other. In an initial snapshot the cursor
/// also carries the seq at its beginning: `seq` is then `seq.begin`. In a list that is ordered by fields their values
/// follow it, as JSON: `seq.0.["open",null]`.
public final class CursorCodec implements Cursors<Cursor> {
    private static final String FORM = "2";
    private static final int PARTS = 4;
    private static final int PLACE_PARTS = 3;
    private static final Pattern OLD_STYLE = Pattern.compile("\\d{1,19}\\|[0-9a-fA-F-]{36}");

    private final Seal seal;

    public CursorCodec(SigningKeys keys) {
        this.seal = keys.seal("cursor", FORM);
    }

    @Override
    public String encode(Cursor cursor, String question) {
        return seal.close(
                cursor.incarnation().toString(),
                Integer.toString(cursor.epoch()),
                place(cursor),
                Seal.digest(question));
    }

    private static String place(Cursor cursor) {
        if (!cursor.keys().isEmpty()) {
            return cursor.seq() + "." + cursor.beginSeq() + "." + keys(cursor.keys());
        }
        return cursor.beginSeq() == 0 ? Long.toString(cursor.seq()) : cursor.seq() + "." + cursor.beginSeq();
    }

    /// JSON without a `|`, which would end the part.
    private static String keys(List<Optional<String>> keys) {
        var values = keys.stream().map(key -> key.orElse(null)).toList();
        return Json.text(values).replace("|", "\\u007c");
    }

    private static List<Optional<String>> keys(String json) {
        try {
            var keys = new ArrayList<Optional<String>>();
            Json.parse(json.getBytes(StandardCharsets.UTF_8))
                    .forEach(key -> keys.add(Optional.ofNullable(key.textValue())));
            return keys;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a signed cursor cannot be read", impossible);
        }
    }

    /// Reads a cursor; a cursor of the previous system is empty and means the beginning.
    ///
    /// @throws Refusal `invalid_cursor` for a cursor that we did not write or of another query,
    /// `resync_required` for a retired key
    @Override
    public Optional<Cursor> decode(String text, String question) {
        if (Seal.plain(text).filter(plain -> OLD_STYLE.matcher(plain).matches()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (seal.open(text)) {
                    case Opened.Genuine genuine -> cursor(genuine, question);
                    case Opened.UnknownKey _ -> throw Refusals.resyncRequired();
                    case Opened.Foreign _ -> throw invalid();
                });
    }

    /// Tells if a text is a cursor that was written for that question.
    public boolean isOf(String text, String question) {
        return seal.open(text) instanceof Opened.Genuine genuine && isOf(genuine, question);
    }

    private static boolean isOf(Opened.Genuine genuine, String question) {
        return genuine.parts().size() == PARTS && genuine.parts().get(3).equals(Seal.digest(question));
    }

    private static Cursor cursor(Opened.Genuine genuine, String question) {
        List<String> parts = genuine.parts();
        if (!isOf(genuine, question)) {
            throw invalid();
        }
        if (genuine.retired()) {
            throw Refusals.resyncRequired();
        }
        String[] place = parts.get(2).split("\\.", PLACE_PARTS);
        return new Cursor(
                UUID.fromString(parts.get(0)),
                Integer.parseInt(parts.get(1)),
                Long.parseLong(place[0]),
                place.length > 1 ? Long.parseLong(place[1]) : 0,
                place.length == PLACE_PARTS ? keys(place[2]) : List.of());
    }

    private static Refusal invalid() {
        return Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
    }
}
