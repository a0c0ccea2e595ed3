package dev.toolbridge.api.stream.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.api.stream.ChangeSchemas;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// The JSON Schemas of the frames of a socket.
public final class SocketSchemas {
    private static final String KIND = "t";

    private SocketSchemas() {}

    /// Both kinds of frames by their names in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put("socket_client_frame", clientFrame());
        schemas.put("socket_server_frame", serverFrame());
        return schemas;
    }

    private static ObjectNode clientFrame() {
        var subscribe = frame("subscribe", "id").with("id", id());
        new TreeSet<>(ClientFrame.FILTERS).forEach(name -> subscribe.with(name, Schema.text()));
        return Schema.any(
                frame("auth", "token")
                        .with("token", Schema.text())
                        .with("tenant", Schema.text())
                        .closed(),
                subscribe.closed(),
                frame("unsubscribe", "id").with("id", id()).closed(),
                frame("ping").closed());
    }

    private static ObjectNode serverFrame() {
        return Schema.any(
                frame("auth").with("expiresAt", Schema.time()).schema(),
                place("ready").schema(),
                place(ChangeEvent.CHANGE, ChangeEvent.CHANGE)
                        .with(ChangeEvent.CHANGE, Schema.reference(ChangeSchemas.ENTRY))
                        .schema(),
                place("caught_up").schema(),
                frame("reset", "id", "code")
                        .with("id", id())
                        .with("code", Schema.text())
                        .schema(),
                frame("unsubscribed", "id").with("id", id()).schema(),
                frame("error", "id", "code", "error")
                        .with("id", id())
                        .with("code", Schema.text())
                        .with("error", Schema.text())
                        .schema(),
                frame("pong").schema());
    }

    /// A frame with the place of a subscription.
    private static Schema.Members place(String kind, String... required) {
        var names = new TreeSet<>(List.of(required));
        names.add("id");
        names.add("cursor");
        return frame(kind, names.toArray(String[]::new)).with("id", id()).with("cursor", Schema.text());
    }

    private static Schema.Members frame(String kind, String... required) {
        var names = new TreeSet<>(List.of(required));
        names.add(KIND);
        return Schema.object(names.toArray(String[]::new)).with(KIND, Schema.choice(List.of(kind)));
    }

    private static ObjectNode id() {
        return Schema.text(ClientFrame.ID.pattern(), ClientFrame.ID_LENGTH_MAX);
    }
}
