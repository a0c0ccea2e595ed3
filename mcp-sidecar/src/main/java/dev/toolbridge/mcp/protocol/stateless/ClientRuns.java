package dev.toolbridge.mcp.protocol.stateless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.offer.Client;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.ProtocolError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The runs of clients without sessions: a client names one in each request, or its requests with less than half an
/// hour between them are one. A restart begins new ones.
final class ClientRuns {
    static final Duration PAUSE_MAX = Duration.ofMinutes(30);

    private static final String NAME = "dev.toolbridge/run";

    /// The clients that are remembered; the one that has been silent for longest is forgotten first.
    private static final int CLIENTS_MAX = 10_000;

    private final InstantSource clock;
    private final Map<Sender, Known> known = LinkedHashMap.newLinkedHashMap(CLIENTS_MAX);

    ClientRuns(InstantSource clock) {
        this.clock = clock;
    }

    private record Sender(SessionKey owner, Optional<String> client) {}

    private record Known(String run, Instant usedAt) {}

    /// The run of a request.
    ///
    /// @throws ProtocolError if the request names one that is no short printable text
    String of(Message.Request request, Principal principal, Client client) {
        JsonNode named = request.meta().path(NAME);
        if (named.isMissingNode()) {
            return recent(new Sender(principal.sessionKey(), client.claim()));
        }
        String run = named.asText("");
        boolean isPrintable = run.chars().allMatch(sign -> sign >= ' ' && sign <= '~');
        if (!named.isTextual() || run.isBlank() || run.length() > WireHeader.CLAIM_LENGTH_MAX || !isPrintable) {
            throw ProtocolError.invalidParameters("params._meta." + NAME + " must be a text of 1 to "
                    + WireHeader.CLAIM_LENGTH_MAX + " printable ASCII characters");
        }
        return run;
    }

    private synchronized String recent(Sender sender) {
        Instant now = clock.instant();
        Known before = known.remove(sender);
        boolean goesOn = before != null && now.isBefore(before.usedAt().plus(PAUSE_MAX));
        String run = goesOn ? before.run() : UUID.randomUUID().toString();
        if (known.size() >= CLIENTS_MAX) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(sender, new Known(run, now));
        return run;
    }
}
