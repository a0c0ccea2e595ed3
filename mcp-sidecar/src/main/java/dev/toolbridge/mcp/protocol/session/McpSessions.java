package dev.toolbridge.mcp.protocol.session;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.ProjectChoice;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.memory.HeapShare;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions of this process. They end with it: a client that returns with an old id must start again.
public final class McpSessions implements AutoCloseable {
    private static final int ID_BYTES = 24;
    private static final int SWEEPS_PER_IDLE_TIME = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /// The approximate memory that a session needs between requests, in bytes.
    private static final int SESSION_BYTES = 3_000;

    private static final int FITTING_MAX = new HeapShare(80).count(SESSION_BYTES);

    private final SessionLimits limits;
    private final String idPrefix;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, McpSession> byId = new ConcurrentHashMap<>();
    private final Map<SessionKey.User, Set<McpSession>> byUser = new HashMap<>();
    private final Thread sweeper;

    /// @param replica the name of this process among several, by which a proxy routes each session back to it
    public McpSessions(SessionLimits limits, Optional<String> replica) {
        this.limits = limits;
        this.idPrefix = replica.map(name -> name + ".").orElse("");
        this.sweeper = Thread.ofVirtual().name("session-sweeper").start(this::sweepUntilStopped);
    }

    /// Opens a session at an address, which may name a project: the session is bound to it for life.
    ///
    /// @throws ProtocolError if the principal is not a member there
    public McpSession open(Principal principal, Features features, SequencedMap<String, List<String>> query) {
        McpSession session = open(features.bind(principal, query), features);
        session.remember(ProjectChoice.of(query));
        return session;
    }

    /// Opens a session. At a limit, the session that was unused longest is closed for it.
    ///
    /// @throws ProtocolError if all sessions that could be closed are in use
    private McpSession open(Principal principal, Features features) {
        SessionKey.User user = principal.sessionKey().user();
        synchronized (byUser) {
            if (byUser.getOrDefault(user, Set.of()).size() >= limits.perUserMax()) {
                makeRoom(byUser.get(user), TOO_MANY_REQUESTS, "too many sessions are open for this user");
            }
            if (byId.size() >= Math.min(limits.allMax(), FITTING_MAX)) {
                makeRoom(byId.values(), UNAVAILABLE, "too many sessions are open");
            }
            var session = new McpSession(newId(), principal, features);
            byId.put(session.id(), session);
            byUser.computeIfAbsent(user, _ -> new HashSet<>()).add(session);
            return session;
        }
    }

    /// The session of that id, for a request at an address that names no other project.
    ///
    /// @throws ProtocolError if no session of this owner has that id
    public McpSession find(String id, Principal principal, SequencedMap<String, List<String>> query) {
        McpSession session = Optional.ofNullable(byId.get(id))
                .filter(found -> found.key().hasOwnerOf(principal.sessionKey()))
                .orElseThrow(ProtocolError::sessionNotFound);
        session.requireProject(ProjectChoice.of(query));
        session.welcome(principal);
        return session;
    }

    public void end(McpSession session) {
        synchronized (byUser) {
            byId.remove(session.id());
            byUser.computeIfPresent(session.key().user(), (_, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
        }
        session.end();
    }

    public int size() {
        return byId.size();
    }

    /// Ends every session and its stream.
    @Override
    public void close() {
        sweeper.interrupt();
        List.copyOf(byId.values()).forEach(this::end);
    }

    private void makeRoom(Collection<McpSession> sessions, int status, String refusal) {
        McpSession longestUnused = sessions.stream()
                .filter(session -> !session.isBusy())
                .min(Comparator.comparingLong(McpSession::usedAtNs))
                .orElseThrow(() -> ProtocolError.refused(status, refusal));
        end(longestUnused);
    }

    private void sweepUntilStopped() {
        try {
            while (true) {
                Thread.sleep(limits.idleMax().dividedBy(SWEEPS_PER_IDLE_TIME));
                sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        long idleMaxNs = limits.idleMax().toNanos();
        long nowNs = System.nanoTime();
        byId.values().stream()
                .filter(session -> !session.isBusy() && nowNs - session.usedAtNs() > idleMaxNs)
                .toList()
                .forEach(this::end);
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return idPrefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
