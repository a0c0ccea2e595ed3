package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.bridge.MessageDelivery.Connection;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;

/// The stream of messages that the server sends unasked, opened again as long as the bridge runs.
final class UnaskedMessages {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 500;

    private final Connection connection;
    private Optional<UpstreamSession.Opened> followed = Optional.empty();

    UnaskedMessages(Connection connection) {
        this.connection = connection;
    }

    /// Follows the stream until the server says that it has none.
    void follow() throws InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            var patience = new Patience();
            try {
                goesOn = once(patience);
            } catch (IOException | CommandFailure away) {
                goesOn = !Thread.currentThread().isInterrupted();
            }
            goesOn = new Patience().pause() && goesOn;
        }
    }

    /// Reads the stream to its end.
    ///
    /// @return false if the server has no stream
    private boolean once(Patience patience) throws IOException, InterruptedException {
        Upstream upstream = connection.upstream();
        Optional<UpstreamSession.Opened> session = connection.session().current();
        if (session.isEmpty() || session.get().id().isEmpty()) {
            return false;
        }
        Upstream.Prepared prepared = upstream.prepare(patience.left()).within(session.get());
        HttpResponse<InputStream> response = upstream.get(prepared);
        try (var answers = new Answers(response)) {
            switch (response.statusCode()) {
                case OK -> {
                    tellOfAGap(session.get());
                    pass(answers);
                }
                case UNAUTHORIZED -> {
                    return upstream.credential().renew(prepared.token());
                }
                case NOT_FOUND -> connection.session().renew(session.get(), patience);
                default -> {
                    return response.statusCode() >= UNAVAILABLE;
                }
            }
        }
        return true;
    }

    /// Nobody followed the subscriptions between two sessions: all that is watched may have changed.
    private void tellOfAGap(UpstreamSession.Opened session) throws IOException {
        if (followed.filter(before -> !before.equals(session)).isPresent()) {
            for (String uri : connection.wishes().watched()) {
                ObjectNode message =
                        Json.object().put("jsonrpc", "2.0").put("method", "notifications/resources/updated");
                message.putObject("params").put("uri", uri);
                connection.wire().write(Json.text(message));
            }
        }
        followed = Optional.of(session);
    }

    private void pass(Answers answers) throws IOException {
        Optional<Answers.Answer> next = answers.next();
        while (next.isPresent()) {
            connection.wire().write(next.get().line());
            next = answers.next();
        }
    }
}
