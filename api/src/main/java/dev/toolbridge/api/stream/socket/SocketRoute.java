package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.stream.Tenure;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.socket.Handshake;
import dev.toolbridge.service.socket.WebSocket;
import java.util.List;
import java.util.Optional;

/// An address of sockets. A client that can send headers shows its token in the request, which is refused as any
/// other; a browser's page shows it in its first frame.
public final class SocketRoute {
    public static final String PATH = "/v1/ws";
    private static final String CREDENTIAL = "Authorization";
    private static final int SWITCHING = 101;
    private static final int MESSAGE_BYTES_MAX = 65_536;

    private final String path;
    private final SocketProtocol protocol;
    private final SocketParts parts;

    public SocketRoute(String path, SocketKind kind, SocketParts parts) {
        this.path = path;
        this.protocol = kind.protocol();
        this.parts = parts;
    }

    public Route route() {
        return new Route("GET", path, 0, this::answer).withoutQuery();
    }

    /// The line of the document that describes this address, which answers no caller of its own.
    public static RouteLine<Caller> description() {
        return description(
                PATH, SocketKind.OWN, "open_socket", "frames as in socket_client_frame and socket_server_frame.");
    }

    /// The same for another address.
    ///
    /// @param frames tells what the socket's frames are
    public static RouteLine<Caller> description(String path, SocketKind kind, String operation, String frames) {
        Parameter name = Parameter.header(
                        "Sec-WebSocket-Protocol",
                        "The protocol of the frames.",
                        Schema.choice(List.of(kind.protocol().name())))
                .required();
        var switching = Output.empty(SWITCHING, "A WebSocket: " + frames);
        return new RouteLine<>("GET", path, operation, Scope.ANY_READ, Input.NONE.reading(name), switching, (_, _) -> {
            throw Refusal.of(ErrorCode.UPGRADE_REQUIRED, "this address is for WebSockets");
        });
    }

    private Answer answer(Request request) {
        Handshake handshake = Handshake.of(request, protocol.name(), parts.origins());
        boolean isToBeSeen = request.header(CREDENTIAL).isPresent() || !protocol.takesTokens();
        Optional<Caller> caller = isToBeSeen ? Optional.of(parts.gate().admit(request)) : Optional.empty();
        Request kept = request.detached();
        Optional<Tenure> tenure = caller.map(known -> new Tenure(parts.standing(), kept, known));
        var socket = new ChangeSocket(parts, protocol, kept, tenure);
        return Answer.upgrading(new WebSocket(handshake, path, request.correlationId(), MESSAGE_BYTES_MAX, socket));
    }
}
