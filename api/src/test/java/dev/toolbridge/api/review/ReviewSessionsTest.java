package dev.toolbridge.api.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.signed.SigningKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sessions of the review page: they last as long as a sign-in is fresh, and their forms are their own.
class ReviewSessionsTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final UUID PROPOSAL = UUID.fromString("0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b");

    private Instant now = START;
    private final ReviewSessions sessions = sessions("https://api.example", "a secret of forty characters, or so");

    private ReviewSessions sessions(String base, String secret) {
        var keys = new SigningKeys(secret.getBytes(StandardCharsets.UTF_8), List.of());
        return new ReviewSessions(keys, new Cookies(URI.create(base)), () -> now);
    }

    private static Request with(String... cookies) {
        return new Request(
                "GET",
                "/review/x",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> name.equals("Cookie") ? List.of(cookies) : List.of(),
                new byte[0],
                "127.0.0.1",
                "c");
    }

    private static String pair(String line) {
        return line.substring(0, line.indexOf(';'));
    }

    @Test
    void aSessionEndsAQuarterOfAnHourAfterTheSignIn() {
        String line = sessions.begin("us|er", Optional.of("org_a"), START.minus(Duration.ofMinutes(5)));
        assertThat(line)
                .startsWith("__Host-tb_review=")
                .endsWith("; Path=/; Max-Age=600; HttpOnly; SameSite=Strict; Secure");

        now = START.plus(Duration.ofMinutes(10)).minusMillis(1);
        ReviewSession session = sessions.find(with("a=b; " + pair(line))).orElseThrow();
        assertThat(session.subject()).isEqualTo("us|er");
        assertThat(session.tenant()).contains("org_a");

        now = START.plus(Duration.ofMinutes(10));
        assertThat(sessions.find(with(pair(line)))).isEmpty();
    }

    @Test
    void onlyAGenuineCookieIsASession() {
        String good = pair(sessions.begin("user", Optional.empty(), START));
        String foreign = pair(sessions("https://api.example", "another secret of forty characters, or so")
                .begin("user", Optional.empty(), START));
        assertThat(sessions.find(with(good))).isPresent();
        assertThat(sessions.find(with(foreign))).isEmpty();
        assertThat(sessions.find(with(good, foreign))).isEmpty();
        assertThat(sessions.find(with(good.replace("__Host-", "")))).isEmpty();
        assertThat(sessions.find(with(good + "x"))).isEmpty();
        assertThat(sessions.find(with())).isEmpty();
    }

    @Test
    void aFormIsOfOnePersonAndOneProposal() {
        ReviewSession session = sessions.find(with(pair(sessions.begin("user", Optional.empty(), START))))
                .orElseThrow();
        ReviewSession later = sessions.find(with(pair(sessions.begin("user", Optional.empty(), START))))
                .orElseThrow();
        ReviewSession other = sessions.find(with(pair(sessions.begin("other", Optional.empty(), START))))
                .orElseThrow();
        String mark = sessions.formMark(session, PROPOSAL);
        assertThat(sessions.isFormMark(mark, session, PROPOSAL)).isTrue();
        assertThat(sessions.isFormMark(mark, later, PROPOSAL))
                .as("after the next sign-in")
                .isTrue();
        assertThat(sessions.isFormMark(mark, other, PROPOSAL)).isFalse();
        assertThat(sessions.isFormMark(mark, session, UUID.randomUUID())).isFalse();
        assertThat(sessions.isFormMark("", session, PROPOSAL)).isFalse();
    }
}
