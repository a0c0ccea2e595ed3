package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.api.stream.Follower;
import dev.toolbridge.api.stream.Leases;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.socket.SocketOutput;
import java.util.List;

/// One subscription of a socket. The thread that writes the socket does all its work; others may only cancel it.
final class SocketFeed implements AutoCloseable {
    private final String id;
    private final String idJson;
    private final Follower subscription;
    private final Leases.Lease lease;
    private volatile boolean isCancelled;

    SocketFeed(String id, Follower subscription, Leases.Lease lease) {
        this.id = id;
        this.idJson = Json.text(id);
        this.subscription = subscription;
        this.lease = lease;
    }

    /// The state of a feed after a step.
    sealed interface State {
        record Busy() implements State {}

        record Idle() implements State {}

        /// The end; the client gets its last frame when the feed's name is free again.
        record Over(String lastFrame) implements State {}
    }

    void cancel() {
        isCancelled = true;
    }

    /// Writes what comes next.
    State step(SocketOutput out) {
        if (isCancelled) {
            return new State.Over(ServerFrames.unsubscribed(id));
        }
        return switch (subscription.next()) {
            case Follower.Step.Reset(ErrorCode code) -> new State.Over(ServerFrames.reset(id, code));
            case Follower.Step.Ready(String cursor) -> {
                out.send(ServerFrames.place("ready", id, cursor));
                yield new State.Busy();
            }
            case Follower.Step.CaughtUp(String cursor) -> {
                out.send(ServerFrames.place("caught_up", id, cursor));
                yield new State.Busy();
            }
            case Follower.Step.Events(List<ChangeEvent> events) -> {
                events.forEach(event -> out.send(ServerFrames.change(idJson, event)));
                yield events.isEmpty() && subscription.isIdle() ? new State.Idle() : new State.Busy();
            }
        };
    }

    @Override
    public void close() {
        subscription.close();
        lease.close();
    }
}
