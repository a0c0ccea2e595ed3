package dev.toolbridge.identity.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The parts of the state that are dropped beyond its limits.
class StateTest {

    @Test
    void clientsThatAreUsedOutliveAFloodOfOthers() {
        State state =
                State.EMPTY.withClient(client("used")).withGrant(grant("used")).withClient(client("unused"));

        State flooded = IntStream.range(0, 1_000)
                .mapToObj(number -> client("flood" + number))
                .reduce(state, State::withClient, (_, last) -> last);

        assertThat(flooded.clients()).hasSize(1_000).contains(client("used")).doesNotContain(client("unused"));
    }

    @Test
    void whenAllAreUsedTheOldestGoes() {
        State state = State.EMPTY;
        for (int number = 0; number <= 1_000; number++) {
            state = state.withClient(client("client" + number)).withGrant(grant("client" + number));
        }

        assertThat(state.clients()).hasSize(1_000).doesNotContain(client("client0"));
    }

    private static Client client(String id) {
        return new Client(id, "A client", List.of("http://127.0.0.1/callback"), "none", "", "2026-11-21T10:00:00Z");
    }

    private static Grant grant(String clientId) {
        return new Grant(
                "grant_" + clientId, clientId, "ada", "", "", "http://localhost", "session_" + clientId, "", 1, false);
    }
}
