package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.access.Standing;
import dev.toolbridge.api.stream.Streams;
import java.util.List;

/// The server's parts that sockets work on.
///
/// @param gate admits the senders of requests and frames
/// @param standing looks again at them while their sockets are open
/// @param origins pages of these origins may open sockets
public record SocketParts(Streams streams, Gate gate, Standing standing, List<String> origins) {
    public SocketParts {
        origins = List.copyOf(origins);
    }
}
