package dev.toolbridge.api.stream.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.stream.Leases;
import dev.toolbridge.api.stream.StreamServer;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tokens of sockets: in the request or in the first frame, and what each opens for how long.
@Timeout(60)
class SocketTokenTest {
    @RegisterExtension
    static final StreamServer SERVER = new StreamServer();

    private final RunningServer server = SERVER.server();
    private final String user = "reader-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @Test
    void tokensDecide() throws Exception {
        Instant before = Instant.now();
        try (var socket = SocketClient.open(server.port())) {
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
        }
        assertThat(closed(socket -> socket.send(Map.of("t", "subscribe", "id", "a"))))
                .isEqualTo(4401);
        assertThat(closed(socket -> socket.send(Map.of("t", "auth", "token", "x"))))
                .isEqualTo(4401);
        assertThat(closed(socket -> socket.send(Map.of("t", "auth", "token", token, "tenant", "other"))))
                .isEqualTo(4403);
        String narrow = RunningServer.ownersToken(user, "notes:write");
        assertThat(closed(socket -> socket.send(Map.of("t", "auth", "token", narrow))))
                .isEqualTo(4403);
        String foreign = RunningServer.ownersToken(user, Optional.of("other"));
        assertThat(closed(socket -> {
                    socket.send(Map.of("t", "auth", "token", token));
                    socket.require("auth");
                    socket.send(Map.of("t", "auth", "token", foreign));
                }))
                .isEqualTo(4403);
        assertThatThrownBy(() -> SocketClient.authorized(server.port(), "x"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> SocketClient.open(server.port(), "Origin", "https://evil.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void aTokenEndsTheSocketUnlessAnotherExtendsIt() throws Exception {
        try (var socket = SocketClient.open(server.port())) {
            socket.send(Map.of("t", "auth", "token", brief(2)));
            socket.require("auth");
            socket.send(Map.of("t", "auth", "token", brief(5)));
            socket.require("auth");
            Instant before = Instant.now();
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aUserHasTwentySockets() {
        var sockets = IntStream.range(0, Leases.OF_USER_MAX)
                .mapToObj(_ -> SocketClient.authorized(server.port(), token))
                .toList();
        assertThatThrownBy(() -> SocketClient.authorized(server.port(), token))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(closed(socket -> socket.send(Map.of("t", "auth", "token", token))))
                .isEqualTo(4429);
        sockets.forEach(SocketClient::close);
    }

    private int closed(Consumer<SocketClient> talk) {
        try (var socket = SocketClient.open(server.port())) {
            talk.accept(socket);
            return socket.closeCode();
        }
    }

    private String brief(int seconds) throws Exception {
        return TokenVerifiers.sign(
                new SignedToken(user, Optional.of(RunningServer.DEFAULT_TENANT), Set.of(), Duration.ofSeconds(seconds)),
                RunningServer.SECRET);
    }
}
