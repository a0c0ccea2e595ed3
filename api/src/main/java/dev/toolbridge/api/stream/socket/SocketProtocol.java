package dev.toolbridge.api.stream.socket;

import java.time.Duration;
import java.util.Optional;

/// The frames of one protocol.
interface SocketProtocol {
    /// Its name in the handshake.
    String name();

    /// Tells if a client may show its token in a frame.
    boolean takesTokens();

    /// The time between two signs of life of the server.
    Duration beat();

    /// Reads what a client sends.
    ClientFrame read(String text);

    /// The text of a frame; empty if the protocol has no word for it.
    Optional<String> text(ServerFrame frame);
}
