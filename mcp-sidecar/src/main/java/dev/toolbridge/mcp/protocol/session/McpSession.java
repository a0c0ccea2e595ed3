package dev.toolbridge.mcp.protocol.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.offer.Cancellation;
import dev.toolbridge.mcp.offer.Client;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.Outlet;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.RequestId;
import dev.toolbridge.mcp.protocol.Revision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A session of a client, in the revisions that have sessions. It belongs to one owner.
public final class McpSession implements Outlet {

    /// A question to the client, and the place for its answer.
    record Pending(RequestId id, CompletableFuture<Message.Outcome> answer) {}

    /// The agreement at the start of the session.
    record Handshake(Revision revision, Client client) {}

    private final String id;
    private final SessionKey key;
    private final Features features;
    private final String run = UUID.randomUUID().toString();
    private final Map<RequestId, Cancellation> running = new ConcurrentHashMap<>();
    private final SessionStreams streams = new SessionStreams();
    private final Map<RequestId, Pending> asked = new ConcurrentHashMap<>();
    private final WatchedResources watched;
    private final AtomicLong questions = new AtomicLong();
    private volatile Optional<LogLevel> logLevel = Optional.of(LogLevel.INFO);
    private volatile Optional<Handshake> handshake = Optional.empty();
    private Optional<ResourceSet.Watch> bindingWatch = Optional.empty();
    private volatile Optional<String> projectName = Optional.empty();
    private volatile Principal newest;
    private volatile long usedAtNs = System.nanoTime();

    McpSession(String id, Principal principal, Features features) {
        this.id = id;
        this.key = principal.sessionKey();
        this.features = features;
        this.newest = principal;
        this.watched = new WatchedResources(() -> newest, changed -> send(Messages.updated(changed)));
    }

    public String id() {
        return id;
    }

    /// The time at which the newest presented token expires.
    public Instant tokenExpiresAt() {
        return newest.expiresAt();
    }

    public Optional<Revision> revision() {
        return handshake.map(Handshake::revision);
    }

    /// Remembers the name by which the client's address calls the project of this session.
    public void remember(Optional<String> name) {
        projectName = name;
    }

    /// Refuses an address of another project than that of this session, which keeps its own for life.
    public void requireProject(Optional<String> name) {
        if (name.isPresent() && !name.equals(projectName) && !name.equals(key.project())) {
            throw ProtocolError.invalidRequest("this session works in another project: initialize a new one");
        }
    }

    /// The principal of a request in this session.
    public Principal bound(Principal principal) {
        return principal.in(key.project());
    }

    /// Adds a stream beside those that are open. Of too many the first ends: its client has most likely gone.
    public void attach(ServerStream opened) {
        streams.add(opened);
        watchBinding();
        touch();
    }

    public void detach(ServerStream ended) {
        streams.remove(ended);
        if (streams.isEmpty()) {
            endBindingWatch();
        }
        touch();
    }

    /// While the client can hear of it, changes of the tools of its project are told.
    private synchronized void watchBinding() {
        if (key.project().isPresent() && bindingWatch.isEmpty()) {
            bindingWatch = Optional.of(features.watchBinding(() -> newest, () -> send(Messages.toolsChanged())));
        }
    }

    private synchronized void endBindingWatch() {
        bindingWatch.ifPresent(ResourceSet.Watch::close);
        bindingWatch = Optional.empty();
    }

    /// Sends a message through one of the session's streams, if any is open.
    @Override
    public void send(ObjectNode message) {
        streams.newest().ifPresent(open -> open.send(message));
    }

    SessionKey key() {
        return key;
    }

    Features features() {
        return features;
    }

    /// The session's name in the journal; its own id is a secret.
    String run() {
        return run;
    }

    Optional<Handshake> handshake() {
        return handshake;
    }

    void agreeOn(Handshake agreed) {
        handshake = Optional.of(agreed);
    }

    /// Records a request of the owner with this token.
    void welcome(Principal principal) {
        touch();
        if (principal.expiresAt().isAfter(newest.expiresAt())) {
            newest = bound(principal);
        }
    }

    Cancellation begin(RequestId request) {
        return running.computeIfAbsent(request, _ -> new Cancellation());
    }

    void finish(RequestId request) {
        running.remove(request);
        touch();
    }

    void cancel(RequestId request) {
        Optional.ofNullable(running.get(request)).ifPresent(Cancellation::cancel);
    }

    Optional<LogLevel> logLevel() {
        return logLevel;
    }

    void logFrom(LogLevel level) {
        logLevel = Optional.of(level);
    }

    /// Reserves the place for the answer to a question.
    Pending expect() {
        var id = RequestId.of(TextNode.valueOf("server-" + questions.incrementAndGet()))
                .orElseThrow();
        var pending = new Pending(id, new CompletableFuture<>());
        asked.put(id, pending);
        return pending;
    }

    void forget(RequestId question) {
        asked.remove(question);
        touch();
    }

    void answered(Message.Reply reply) {
        Optional.ofNullable(asked.remove(reply.id()))
                .ifPresent(pending -> pending.answer().complete(reply.outcome()));
    }

    /// The resources whose changes are reported to the client, through a stream of the session.
    WatchedResources watched() {
        return watched;
    }

    boolean isBusy() {
        return !streams.isEmpty() || !running.isEmpty();
    }

    long usedAtNs() {
        return usedAtNs;
    }

    void end() {
        running.values().forEach(Cancellation::cancel);
        asked.values().forEach(pending -> pending.answer().cancel(false));
        watched.close();
        endBindingWatch();
        streams.close();
    }

    private void touch() {
        usedAtNs = System.nanoTime();
    }
}
