package dev.toolbridge.api.review;

import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.login.SignIns;
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
    private static final int PARTS = 4;

    private final Seal sessions;
    private final Seal forms;
    private final Cookies cookies;
    private final InstantSource clock;

    ReviewSessions(SigningKeys keys, Cookies cookies, InstantSource clock) {
        this.sessions = keys.seal("review session", FORM);
        this.forms = keys.seal("review form", FORM);
        this.cookies = cookies;
        this.clock = clock;
    }

    /// The cookie of a person who signed in at that time.
    String begin(String subject, Optional<String> tenant, Instant signedInAt) {
        Instant endsAt = signedInAt.plus(LIFE);
        String value = sessions.close(
                SignIns.random(), encoded(subject), encoded(tenant.orElse("")), Long.toString(endsAt.getEpochSecond()));
        Duration left = Duration.between(clock.instant(), endsAt);
        return cookies.strict(COOKIE, value, left.isPositive() ? left : Duration.ZERO);
    }

    Optional<ReviewSession> find(Request request) {
        return cookies.find(request, COOKIE).flatMap(ReviewSessions.this::read).filter(session -> session.endsAt()
                .isAfter(clock.instant()));
    }

    /// The mark of the forms for one proposal in one session.
    String formMark(ReviewSession session, UUID proposal) {
        return forms.close(session.id(), proposal.toString());
    }

    boolean isFormMark(String mark, ReviewSession session, UUID proposal) {
        return forms.open(mark) instanceof Seal.Opened.Genuine genuine
                && genuine.parts().equals(List.of(session.id(), proposal.toString()));
    }

    private Optional<ReviewSession> read(String value) {
        if (!(sessions.open(value) instanceof Seal.Opened.Genuine genuine)
                || genuine.parts().size() != PARTS) {
            return Optional.empty();
        }
        List<String> parts = genuine.parts();
        String tenant = decoded(parts.get(2));
        return Optional.of(new ReviewSession(
                parts.getFirst(),
                decoded(parts.get(1)),
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
