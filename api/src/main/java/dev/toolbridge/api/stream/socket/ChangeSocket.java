package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.stream.Beginning;
import dev.toolbridge.api.stream.ChangeQuestion;
import dev.toolbridge.api.stream.Follower;
import dev.toolbridge.api.stream.Leases;
import dev.toolbridge.api.stream.StreamTurns;
import dev.toolbridge.api.stream.Streams;
import dev.toolbridge.api.stream.Tenure;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.socket.SocketListener;
import dev.toolbridge.service.socket.SocketOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket with streams of changes. The connection's thread takes the client's frames; all else is done in
/// [StreamTurns].
final class ChangeSocket implements SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeSocket.class);

    /// The time for a client to answer the end.
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SocketParts parts;
    private final SocketProtocol protocol;
    private final Request request;
    private final SocketLife life;
    private final FramePace pace = new FramePace();
    private final SocketFeeds feeds = new SocketFeeds();
    private final Inbox inbox = new Inbox();
    private final StreamTurns turns = new StreamTurns(this::turn);
    private volatile boolean isClosed;
    private volatile Optional<SocketLife.End> end = Optional.empty();
    private Optional<Instant> cutAt = Optional.empty();
    private Leases.Lease lease;
    private SocketOutput out;

    /// @param tenure the right of a client that has shown its token already
    ChangeSocket(SocketParts parts, SocketProtocol protocol, Request request, Optional<Tenure> tenure) {
        this.parts = parts;
        this.protocol = protocol;
        this.request = request;
        this.life = new SocketLife(tenure, protocol.beat());
        this.lease = tenure.map(
                        held -> parts.streams().leases().take(held.caller().user()))
                .orElseGet(() -> parts.streams().leases().takeUnknown());
    }

    @Override
    public void opened(SocketOutput output) {
        out = output;
        send(new ServerFrame.Opened());
        parts.streams().watch(turns);
        turns.ring();
    }

    @Override
    public void message(String text) {
        life.hears();
        if (!pace.takes()) {
            end(CloseCode.TOO_MANY, "too many frames");
            return;
        }
        try {
            inbox.put(text);
            turns.ring();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end(CloseCode.RESTARTING, "the server restarts");
        }
    }

    @Override
    public void unreadable(String reason) {
        end(CloseCode.BAD_FRAME, reason);
    }

    @Override
    public void pong() {
        life.hears();
    }

    @Override
    public void closed() {
        isClosed = true;
        turns.ring();
    }

    private Optional<Duration> turn() {
        try {
            while (!isClosed && cutAt.isEmpty()) {
                Optional<SocketLife.End> reason = due();
                if (reason.isPresent()) {
                    close(reason.get());
                } else if (!step()) {
                    return Optional.of(life.pause());
                }
            }
        } catch (DatabaseUnavailable away) {
            LOG.warn("database unavailable", away);
            close(new SocketLife.End(CloseCode.AWAY, "the database is unavailable"));
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a socket ended early");
            cutAt = Optional.of(Instant.now());
        }
        return part();
    }

    private Optional<SocketLife.End> due() {
        return parts.streams().isClosed()
                ? Optional.of(new SocketLife.End(CloseCode.RESTARTING, "the server restarts"))
                : end.or(life::end);
    }

    /// Does what comes next, and tells if there may be more.
    private boolean step() {
        Optional<String> frame = inbox.poll();
        frame.ifPresent(this::hear);
        boolean isBusy = feeds.step(this::send) || frame.isPresent();
        if (life.isToAsk()) {
            out.ping();
            send(new ServerFrame.Beat(Instant.now()));
        }
        return isBusy;
    }

    private void hear(String text) {
        try {
            MemoryBudget.ofProcess().open(request.remoteAddress()).use(() -> take(protocol.read(text)));
        } catch (Refusal full) {
            end(CloseCode.of(full), full.getMessage());
        }
    }

    private void close(SocketLife.End reason) {
        cutAt = Optional.of(Instant.now().plus(FAREWELL));
        try {
            send(new ServerFrame.Ending(reason.code()));
            out.close(reason.code().number(), reason.reason());
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a client did not see the end of its socket");
        }
    }

    /// Ends all that the socket has, and waits for the client's end for a while.
    private Optional<Duration> part() {
        inbox.close();
        feeds.close();
        parts.streams().forget(turns);
        lease.close();
        if (isClosed) {
            return Optional.empty();
        }
        Duration left = Duration.between(Instant.now(), cutAt.orElse(Instant.MIN));
        if (left.isPositive()) {
            return Optional.of(left);
        }
        out.cut();
        return Optional.empty();
    }

    private void take(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Bad(String reason) -> end(CloseCode.BAD_FRAME, reason);
            case ClientFrame.Unheard _ -> {}
            case ClientFrame.Ping _ -> send(new ServerFrame.Pong());
            case ClientFrame.Unknown(String id, String expected) ->
                refuse(id, Refusal.of(ErrorCode.INVALID_PARAMETER, "a subscription is to " + expected));
            case ClientFrame.Auth auth -> authenticate(auth);
            case ClientFrame.Subscribe subscribe ->
                life.tenure()
                        .ifPresentOrElse(
                                held -> subscribe(held, subscribe),
                                () -> end(CloseCode.UNAUTHORIZED, "the first frame is auth"));
            case ClientFrame.Unsubscribe(String id) -> unsubscribe(id);
        }
    }

    /// The first token decides for whom the socket is; later ones extend its life only.
    private void authenticate(ClientFrame.Auth auth) {
        try {
            Request shown = request.withHeader("Authorization", "Bearer " + auth.token());
            Request asked = auth.tenant()
                    .map(tenant -> shown.withHeader(WireHeader.TENANT, tenant))
                    .orElse(shown);
            Caller caller = parts.gate().admit(asked);
            Optional<Caller> before = life.tenure().map(Tenure::caller);
            if (before.filter(held -> !isSame(held, caller)).isPresent()) {
                end(CloseCode.FORBIDDEN, "the socket is for another user, tenant or set of rights");
                return;
            }
            if (before.isEmpty()) {
                Leases.Lease unknown = lease;
                lease = parts.streams().leases().take(caller.user());
                unknown.close();
            }
            life.extend(new Tenure(parts.standing(), asked, caller));
            turns.ring();
            send(new ServerFrame.Authenticated(caller.proof().expiresAt()));
        } catch (Refusal refusal) {
            end(CloseCode.of(refusal), refusal.getMessage());
        }
    }

    private static boolean isSame(Caller one, Caller other) {
        return one.user().equals(other.user())
                && one.tenant().equals(other.tenant())
                && one.rights().equals(other.rights());
    }

    private void subscribe(Tenure held, ClientFrame.Subscribe asked) {
        if (feeds.count() >= SocketFeeds.FEEDS_MAX) {
            end(CloseCode.TOO_MANY, "at most " + SocketFeeds.FEEDS_MAX + " subscriptions on a socket");
            return;
        }
        try {
            if (feeds.has(asked.id())) {
                throw Refusal.of(ErrorCode.EXISTS, "there is a subscription of that id");
            }
            feeds.add(asked.id(), feed(held, asked));
            turns.ring();
        } catch (Refusal refusal) {
            refuse(asked.id(), refusal);
        }
    }

    private SocketFeed feed(Tenure held, ClientFrame.Subscribe asked) {
        Streams streams = parts.streams();
        Optional<Tenure> elsewhere = asked.space().map(held::in);
        ChangeQuestion question = ChangeQuestion.of(elsewhere.orElse(held).caller(), asked::value);
        Beginning beginning =
                Beginning.of(streams.journals(), question, asked.value("cursor").filter(text -> !text.isEmpty()));
        Leases.Lease more = streams.leases().takeMore();
        return new SocketFeed(asked.id(), new Follower(streams, question, beginning, turns), more, elsewhere);
    }

    private void unsubscribe(String id) {
        if (feeds.cancel(id)) {
            turns.ring();
        } else {
            refuse(id, Refusal.of(ErrorCode.NOT_FOUND, "there is no subscription of that id"));
        }
    }

    private void refuse(String id, Refusal refusal) {
        send(new ServerFrame.Refused(id, refusal));
    }

    private void send(ServerFrame frame) {
        protocol.text(frame).ifPresent(out::send);
    }

    private void end(CloseCode code, String reason) {
        end = Optional.of(new SocketLife.End(code, reason));
        turns.ring();
    }
}
