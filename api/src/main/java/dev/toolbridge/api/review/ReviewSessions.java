package dev.toolbridge.api.review;

import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Sessions of the page as signed values that browsers hold: every server knows them, and none stores them.
final class ReviewSessions {
    /// The age that a sign-in may reach.
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final String COOKIE = "tb_review";
    private static final String FORM = "1";
    private static final String FORM_OF_PERSON = "2";
    private static final int PARTS = 3;

    private final Seal sessions;
    private final Seal forms;
    private final Cookies cookies;
    private final InstantSource clock;

    ReviewSessions(SigningKeys keys, Cookies cookies, InstantSource clock) {
        this.sessions = keys.seal("review session", FORM);
        this.forms = keys.seal("review form", FORM_OF_PERSON);
        this.cookies = cookies;
        this.clock = clock;
    }

    /// The cookie of a person who signed in at that time.
    String begin(String subject, Optional<String> tenant, Instant signedInAt) {
        Instant endsAt = signedInAt.plus(LIFE);
        String value =
                sessions.close(encoded(subject), encoded(tenant.orElse("")), Long.toString(endsAt.getEpochSecond()));
        Duration left = Duration.between(clock.instant(), endsAt);
        return cookies.strict(COOKIE, value, left.isPositive() ? left : Duration.ZERO);
    }

    Optional<ReviewSession> find(Request request) {
        return cookies.find(request, COOKIE).flatMap(ReviewSessions.this::read).filter(session -> session.endsAt()
                .isAfter(clock.instant()));
    }

    /// The mark of the forms for one proposal that are shown to one person. It outlasts the session, so that a form
    /// that was filled in for a quarter of an hour is good after the next sign-in.
    String formMark(ReviewSession session, UUID proposal) {
        return forms.close(encoded(session.subject()), proposal.toString());
    }

    boolean isFormMark(String mark, ReviewSession session, UUID proposal) {
        return forms.open(mark) instanceof Seal.Opened.Genuine genuine
                && genuine.parts().equals(List.of(encoded(session.subject()), proposal.toString()));
    }

    private Optional<ReviewSession> read(String value) {
        if (!(sessions.open(value) instanceof Seal.Opened.Genuine genuine)
                || genuine.parts().size() != PARTS) {
            return Optional.empty();
        }
        List<String> parts = genuine.parts();
        String tenant = decoded(parts.get(1));
        return Optional.of(new ReviewSession(
                decoded(parts.getFirst()),
                tenant.isEmpty() ? Optional.empty() : Optional.of(tenant),
                Instant.ofEpochSecond(Long.parseLong(parts.getLast()))));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
