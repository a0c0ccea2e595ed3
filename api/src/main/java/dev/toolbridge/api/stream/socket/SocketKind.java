package dev.toolbridge.api.stream.socket;

/// The protocols that sockets speak.
public enum SocketKind {
    /// The changes of the space that the request selects.
    OWN,
    /// Action Cable, with the changes of projects.
    CABLE;

    SocketProtocol protocol() {
        return switch (this) {
            case OWN -> new OwnProtocol();
            case CABLE -> new CableProtocol();
        };
    }
}
