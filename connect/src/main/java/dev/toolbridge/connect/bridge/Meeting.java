package dev.toolbridge.connect.bridge;

import dev.toolbridge.connect.bridge.MessageDelivery.Connection;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The wait of a session for a server that was away at its beginning.
///
/// @param met is run once when the session has begun
record Meeting(Connection connection, Runnable met) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Begins the session as soon as the server answers, and tells the client of the new tools.
    void await() {
        try {
            while (connection.session().isAway()) {
                Thread.sleep(PAUSE);
                attempt();
            }
            for (String feature : List.of("tools", "prompts", "resources")) {
                connection
                        .wire()
                        .write(Json.text(Json.object()
                                .put("jsonrpc", "2.0")
                                .put("method", "notifications/" + feature + "/list_changed")));
            }
            met.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (CommandFailure refused) {
            connection.session().refuse(refused.getMessage());
        } catch (IOException clientIsGone) {
            System.err.println("toolbridge: the client closed its end");
        }
    }

    private void attempt() throws InterruptedException {
        try {
            connection.session().meet();
        } catch (IOException away) {
            // It stays away, and the next attempt follows.
            assert connection.session().isAway();
        }
    }
}
