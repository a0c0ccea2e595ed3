package dev.toolbridge.mcp.transport;

import dev.toolbridge.mcp.protocol.session.SessionLimits;
import java.time.Duration;
import java.util.Optional;

/// The limits of the transports.
///
/// @param publicPath the path under which a proxy shows this server, empty when it shows it at its root
/// @param heartbeat the interval at which an open stream shows that it is alive
/// @param sessions the limits of sessions
/// @param replica the name at the beginning of session ids, for a proxy before several servers
public record TransportConfig(String publicPath, Duration heartbeat, SessionLimits sessions, Optional<String> replica) {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    public static TransportConfig at(String publicPath, SessionLimits sessions) {
        return new TransportConfig(publicPath, HEARTBEAT, sessions, Optional.empty());
    }

    /// The same limits for one of several servers.
    public TransportConfig of(Optional<String> oneReplica) {
        return new TransportConfig(publicPath, heartbeat, sessions, oneReplica);
    }
}
