package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The sync session of a member, which ends some time: then the member begins another.
final class DeviceSession {
    private static final int SESSION_REQUIRED = 428;
    private static final int TOO_MANY = 429;
    private static final Duration RATE_MAX = Duration.ofMinutes(2);

    private final Team team;
    private final String person;
    private final UnaryOperator<String> path;
    private String id;

    /// @param path of a route in the space of the session
    DeviceSession(Team team, String person, UnaryOperator<String> path) {
        this.team = team;
        this.person = person;
        this.path = path;
        begin();
    }

    /// Sends a request of the session, and once more in a new one if the session is over.
    Reply send(String method, String route, String body) {
        Reply reply = sent(method, route, body);
        if (reply.status() == SESSION_REQUIRED) {
            begin();
            reply = sent(method, route, body);
        }
        return reply;
    }

    /// Ends it without the knowledge of the devices.
    void end() {
        team.send(person, "DELETE", path.apply("/sync/sessions/" + id));
    }

    private Reply sent(String method, String route, String body) {
        Call call =
                Call.of(method, path.apply(route)).with("X-Sync-Session", id).with("X-Sync-Epoch", "1");
        return team.send(person, body.isEmpty() ? call : call.json(body));
    }

    private void begin() {
        Reply[] begun = new Reply[1];
        Await.until(
                RATE_MAX,
                () -> {
                    begun[0] = team.send(person, "POST", path.apply("/sync/sessions"), "");
                    return begun[0].status() != TOO_MANY;
                },
                () -> "too many sessions for a minute");
        assertThat(begun[0].status()).as(begun[0]::toString).isLessThan(300);
        id = begun[0].at("/id").asText();
    }
}
