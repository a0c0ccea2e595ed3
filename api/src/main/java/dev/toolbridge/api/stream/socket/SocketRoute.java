package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Standing;
import dev.toolbridge.api.stream.Streams;
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

/// The address of sockets. A client that can send headers shows its token in the request, which is refused as any
/// other; a browser's page shows it in its first frame.
public final class SocketRoute {
    public static final String PATH = "/v1/ws";
    private static final String PROTOCOL = "toolbridge.v1";
    private static final String CREDENTIAL = "Authorization";
    private static final int SWITCHING = 101;
    private static final int MESSAGE_BYTES_MAX = 65_536;

    private final ChangeSocket.Parts parts;
    private final List<String> origins;

    /// @param gate admits the senders of requests and frames
    /// @param standing looks again at them while their sockets are open
    /// @param origins pages of these origins may open sockets
    public SocketRoute(Streams streams, Gate gate, Standing standing, List<String> origins) {
        this.parts = new ChangeSocket.Parts(streams, gate, standing);
        this.origins = List.copyOf(origins);
    }

    public Route route() {
        return new Route("GET", PATH, 0, this::answer).withoutQuery();
    }

    /// The line of the document that describes this address, which answers no caller of its own.
    public static RouteLine<Caller> description() {
        Parameter protocol = Parameter.header(
                        "Sec-WebSocket-Protocol", "The protocol of the frames.", Schema.choice(List.of(PROTOCOL)))
                .required();
        var switching =
                Output.empty(SWITCHING, "A WebSocket: frames as in socket_client_frame and socket_server_frame.");
        return new RouteLine<>(
                "GET", PATH, "open_socket", Scope.ANY_READ, Input.NONE.reading(protocol), switching, (_, _) -> {
                    throw Refusal.of(ErrorCode.UPGRADE_REQUIRED, "this address is for WebSockets");
                });
    }

    private Answer answer(Request request) {
        Handshake handshake = Handshake.of(request, PROTOCOL, origins);
        Optional<Caller> caller =
                request.header(CREDENTIAL).map(_ -> parts.gate().admit(request));
        Request kept = request.detached();
        var socket = new ChangeSocket(parts, kept, caller.map(known -> new Tenure(parts.standing(), kept, known)));
        return Answer.upgrading(new WebSocket(handshake, PATH, request.correlationId(), MESSAGE_BYTES_MAX, socket));
    }
}
