package dev.toolbridge.api.access.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.rate.MovableClock;
import dev.toolbridge.token.RevokedTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Polling reads all events, each once, and continues at the same place after a failure.
class EventPollTest {
    private final MovableClock clock = new MovableClock();
    private final ScriptedSource source = new ScriptedSource();
    private final Memberships memberships = new Memberships(source, clock);
    private final Revocations revocations = new Revocations(memberships, new RevokedTokens(), "https://id.example");
    private final EventPoll poll = new EventPoll(source, revocations, clock);
    private final List<String> heard = new ArrayList<>();

    @Test
    void everyEventIsHeardOnce() {
        revocations.listen((user, _) -> heard.add(user.orElse("")));
        for (int number = 0; number < 5; number++) {
            source.story.add(ended(number));
        }
        poll.pollOnce();
        source.goAway(true);
        assertThatThrownBy(poll::pollOnce).isInstanceOf(MembershipsUnavailable.class);
        source.goAway(false);
        source.story.add(ended(5));
        poll.pollOnce();
        poll.pollOnce();

        assertThat(heard).containsExactly("user_0", "user_1", "user_2", "user_3", "user_4", "user_5");
    }

    @Test
    void itsAgeSaysHowLongAgoAllWasKnown() {
        poll.pollOnce();
        clock.pass(Duration.ofSeconds(7));

        assertThat(poll.age()).isEqualTo(Duration.ofSeconds(7));
    }

    private static MembershipEvent ended(int number) {
        return new MembershipEvent.Ended("event_" + number, "om_" + number, "user_" + number, "org_a");
    }
}
