package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.stream.ChangeEvent;
import dev.toolbridge.api.stream.Follower;
import dev.toolbridge.api.stream.Leases;
import dev.toolbridge.api.stream.Tenure;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One subscription of a socket. The thread that writes the socket does all its work; others may only cancel it.
final class SocketFeed implements AutoCloseable {
    private final String id;
    private final String idJson;
    private final Follower subscription;
    private final Leases.Lease lease;
    private final Optional<Tenure> tenure;
    private volatile boolean isCancelled;

    /// @param tenure the right to its space, if that is another than the socket's
    SocketFeed(String id, Follower subscription, Leases.Lease lease, Optional<Tenure> tenure) {
        this.id = id;
        this.idJson = Json.text(id);
        this.subscription = subscription;
        this.lease = lease;
        this.tenure = tenure;
    }

    /// The state of a feed after a step.
    sealed interface State {
        record Busy() implements State {}

        record Idle() implements State {}

        /// The end; the client gets its last frame when the feed's name is free again.
        record Over(ServerFrame lastFrame) implements State {}
    }

    void cancel() {
        isCancelled = true;
    }

    /// Writes what comes next.
    State step(Consumer<ServerFrame> out) {
        if (isCancelled) {
            return new State.Over(new ServerFrame.Unsubscribed(id));
        }
        if (tenure.filter(held -> !held.isKept()).isPresent()) {
            Refusal changed = Refusal.of(ErrorCode.FORBIDDEN, "the rights have changed");
            return new State.Over(new ServerFrame.Refused(id, changed));
        }
        return switch (subscription.next()) {
            case Follower.Step.Reset(ErrorCode code) -> new State.Over(new ServerFrame.Reset(id, code));
            case Follower.Step.Ready(String cursor) -> {
                out.accept(new ServerFrame.Ready(id, cursor));
                yield new State.Busy();
            }
            case Follower.Step.CaughtUp(String cursor) -> {
                out.accept(new ServerFrame.CaughtUp(id, cursor));
                yield new State.Busy();
            }
            case Follower.Step.Events(List<ChangeEvent> events) -> {
                events.forEach(event -> out.accept(new ServerFrame.Change(idJson, event)));
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
