package dev.toolbridge.api.item.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.signed.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {
    private static final String QUESTION = "list note changed.asc false";

    private final CursorCodec codec = codec("one secret of at least 32 letters");
    private final Cursor cursor = new Cursor(UUID.randomUUID(), 3, 42, 0);

    @Test
    void readsWhatItWrote() {
        assertThat(codec.decode(codec.encode(cursor, QUESTION), QUESTION)).isEqualTo(Optional.of(cursor));
    }

    @Test
    void answersNoOtherQuestion() {
        String text = codec.encode(cursor, QUESTION);

        assertRefused(ErrorCode.INVALID_CURSOR, () -> codec.decode(text, "list note changed.desc false"));
    }

    @Test
    void noticesEveryChangedLetter() {
        String text = codec.encode(cursor, QUESTION);
        byte[] plain = Base64.getUrlDecoder().decode(text);
        for (int index = 0; index < plain.length; index++) {
            byte[] changed = plain.clone();
            changed[index] ^= 1;
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> codec.decode(forged, QUESTION)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void hasOneSpelling() {
        String text = codec.encode(cursor, QUESTION);
        String respelled = text.length() % 4 == 0 ? text + "====" : text + "=".repeat(4 - text.length() % 4);

        assertRefused(ErrorCode.INVALID_CURSOR, () -> codec.decode(respelled, QUESTION));
    }

    @Test
    void tellsARetiredKeyFromAForgery() {
        String text = codec("another secret of at least 32 letters").encode(cursor, QUESTION);

        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> codec.decode(text, QUESTION));
    }

    @Test
    void knowsWhatARetiredKeySigned() {
        var former = "another secret of at least 32 letters".getBytes(StandardCharsets.UTF_8);
        var keys =
                new SigningKeys("one secret of at least 32 letters".getBytes(StandardCharsets.UTF_8), List.of(former));
        String text = codec("another secret of at least 32 letters").encode(cursor, QUESTION);
        String tampered = text.substring(0, text.length() - 2) + "AA";

        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> new CursorCodec(keys).decode(text, QUESTION));
        assertRefused(ErrorCode.INVALID_CURSOR, () -> new CursorCodec(keys).decode(tampered, QUESTION));
    }

    @Test
    void startsOverForACursorOfTheOldSystem() {
        String old = "1763690000000|" + UUID.randomUUID();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(old.getBytes(StandardCharsets.UTF_8));

        assertThat(codec.decode(text, QUESTION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "Mnw", "null", "MXwyfDN8NHw1fDZ8Nw"})
    void refusesWhatIsNoCursor(String text) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> codec.decode(text, QUESTION));
    }

    @Test
    void refusesAPlaceThatTheSpaceDoesNotHave() {
        var here = new Head(cursor.incarnation(), 3, 42, 0);

        cursor.requireWithin(here);
        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> cursor.requireWithin(new Head(UUID.randomUUID(), 3, 42, 0)));
        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> cursor.requireWithin(new Head(here.incarnation(), 3, 41, 0)));
        assertRefused(ErrorCode.EPOCH_MISMATCH, () -> cursor.requireWithin(new Head(here.incarnation(), 4, 50, 0)));
    }

    @Test
    void followsDeletionsOnlyAsFarBackAsTheyAreKept() {
        var head = new Head(cursor.incarnation(), 3, 50, 45);
        Cursor behind = cursor;
        Cursor abreast = Cursor.of(head, 45);
        Cursor walkingSinceThen = Cursor.of(head, 7, 46);
        Cursor walkingFromBefore = Cursor.of(head, 7, 44);

        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> behind.requireFollowed(head));
        assertRefused(ErrorCode.RESYNC_REQUIRED, () -> walkingFromBefore.requireFollowed(head));
        abreast.requireFollowed(head);
        walkingSinceThen.requireFollowed(head);
        assertThat(codec.decode(codec.encode(walkingSinceThen, QUESTION), QUESTION))
                .hasValue(walkingSinceThen);
        assertThat(Cursor.of(head, 47, 46)).isEqualTo(Cursor.of(head, 47));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }

    private static CursorCodec codec(String secret) {
        return new CursorCodec(new SigningKeys(secret.getBytes(StandardCharsets.UTF_8), List.of()));
    }
}
