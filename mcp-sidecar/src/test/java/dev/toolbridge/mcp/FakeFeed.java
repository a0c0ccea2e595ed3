package dev.toolbridge.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.FakeApi.Stored;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The changes of the fake API, in the order in which they were stored.
final class FakeFeed {
    private static final int LOOKS_MAX = 100;
    private static final long LOOK_MS = 100;

    private final Supplier<Collection<Stored>> items;
    private final AtomicInteger epoch = new AtomicInteger(1);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long floor;
    private volatile String session = "";

    FakeFeed(Supplier<Collection<Stored>> items) {
        this.items = items;
    }

    /// Begins the next epoch, as a wipe does.
    void wipe() {
        epoch.incrementAndGet();
        ring();
    }

    /// Cuts all streams.
    void cut() {
        cuts.incrementAndGet();
        ring();
    }

    /// Wakes the streams.
    synchronized void ring() {
        notifyAll();
    }

    /// Forgets all changes so far, so that cursors up to here cannot continue.
    void forget() {
        floor = newest() + 1;
        ring();
    }

    void opens() {
        open.incrementAndGet();
        ring();
    }

    void ends() {
        open.decrementAndGet();
        ring();
    }

    /// Waits until that many streams are open.
    synchronized void awaitOpen(int count) {
        try {
            for (int look = 0; open.get() != count; look++) {
                if (look > LOOKS_MAX) {
                    throw new AssertionError(open + " streams are open, not " + count);
                }
                wait(LOOK_MS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int epoch() {
        return epoch.get();
    }

    long floor() {
        return floor;
    }

    int cuts() {
        return cuts.get();
    }

    List<Stored> after(long seq) {
        return items.get().stream()
                .filter(stored -> stored.seq() > seq)
                .sorted(Comparator.comparingLong(Stored::seq))
                .toList();
    }

    Answer stream(Request request) {
        String[] place = request.queryValue("cursor")
                .orElseGet(() -> epoch.get() + "." + Math.max(newest(), floor))
                .split("\\.", -1);
        var stream = new FakeStream(this, cuts.get(), Integer.parseInt(place[0]), Long.parseLong(place[1]));
        var answer = Answer.empty(200);
        for (var header : EventWriter.HEADERS.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer.streaming(stream);
    }

    Answer begin(Request request) {
        session = UUID.randomUUID().toString();
        return Answer.json(201, Json.object().put("id", session).put("epoch", epoch.get()));
    }

    Answer changes(Request request) {
        if (session.isEmpty()
                || request.header(WireHeader.SYNC_SESSION)
                        .filter(session::equals)
                        .isEmpty()) {
            throw Refusal.of(ErrorCode.SYNC_SESSION_REQUIRED, "begin a session");
        }
        if (request.header(WireHeader.SYNC_EPOCH)
                .filter(epoch.toString()::equals)
                .isEmpty()) {
            throw Refusal.of(ErrorCode.EPOCH_MISMATCH, "wiped");
        }
        int limit = Integer.parseInt(request.queryValue("limit").orElseThrow());
        List<Stored> all = items.get().stream()
                .sorted(Comparator.comparingLong(Stored::seq))
                .toList();
        return page(all.subList(Math.max(0, all.size() - limit), all.size()), Math.max(newest(), floor), false);
    }

    private long newest() {
        return items.get().stream().mapToLong(Stored::seq).max().orElse(0);
    }

    private static Answer page(List<Stored> shown, long cursor, boolean more) {
        var body = Json.object();
        var upserts = body.putArray("upserts");
        var deletes = body.putArray("deletes");
        for (Stored stored : shown) {
            if (stored.item().has("deletedAt")) {
                deletes.addObject()
                        .put("type", stored.type().name())
                        .put("uid", stored.item().path("uid").asText())
                        .put("deletedAt", stored.item().path("deletedAt").asText());
            } else {
                upserts.add(payload(stored));
            }
        }
        return Answer.json(200, body.put("nextCursor", Long.toString(cursor)).put("hasMore", more));
    }

    private static ObjectNode payload(Stored stored) {
        ObjectNode payload = ((ObjectNode) stored.item().path("payload")).deepCopy();
        payload.putObject("sync")
                .put("type", stored.type().name())
                .put("version", stored.item().path("version").asLong());
        return payload;
    }
}
