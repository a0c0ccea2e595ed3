package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One user with notes of the largest allowed size, which many devices read and write at a time, at a server
/// whose heap holds only some of them.
final class MemoryAttack {
    static final int HEAP_MEGABYTES = 96;

    private static final int PUSHERS = 4;
    private static final int NOTES_A_PUSH = 14;
    private static final int READERS_OF_A_KIND = 2;
    private static final int VERSIONS = 8;
    private static final String LONG_TEXT = text(1_000_000);

    private final RunningApi api;
    private final SyncClient user;
    private final SyncClient other;
    private final int notes;
    private final Set<UUID> pushed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    private MemoryAttack(RunningApi api, int notes) {
        this.api = api;
        this.user = SyncClient.of(api);
        this.other = SyncClient.of(api);
        this.notes = notes;
    }

    static String run(Plan plan) {
        var database = ApiDatabase.fresh();
        try (RunningApi first = database.start();
                RunningApi api = first.startAgainWithin(HEAP_MEGABYTES)) {
            return new MemoryAttack(api, plan.size(200, 16)).run();
        }
    }

    /// A text of this length that no compression makes much shorter.
    static String text(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String run() {
        UUID often = changedOften();
        Crowd crowd = new Crowd()
                .with(PUSHERS, this::push)
                .with(READERS_OF_A_KIND, _ -> walk("/v1/notes?limit=1000", "/items"))
                .with(READERS_OF_A_KIND, _ -> walk("/v1/sync/notes/pull?limit=1000", "/upserts"))
                .with(READERS_OF_A_KIND, _ -> walk("/v1/sync/changes?limit=1000", "/upserts"))
                .with(READERS_OF_A_KIND, _ -> history(often));
        new Crowd()
                .with(1, _ -> {
                    crowd.act(() -> running.set(false));
                    running.set(false);
                })
                .with(1, _ -> serveOther())
                .act(() -> running.set(false));
        requireAll(read("/v1/notes?limit=1000", "/items"));
        return pushed.size() + " notes of 1 MB pushed by " + PUSHERS + " and read by " + 4 * READERS_OF_A_KIND
                + " in " + pages + " pages at a heap of " + HEAP_MEGABYTES + " MB, " + served
                + " requests of another user served meanwhile: the server lives, nothing is missing";
    }

    private void push(int pusher) {
        for (int left = notes / PUSHERS; left > 0 && running.get(); left -= NOTES_A_PUSH) {
            List<UUID> uids = Stream.generate(UUID::randomUUID)
                    .limit(Math.min(left, NOTES_A_PUSH))
                    .toList();
            List<String> items = uids.stream().map(MemoryAttack::note).toList();
            Reply acks = send(() -> user.push("notes", items));
            require(acks.status() == 200, "not pushed by " + pusher + ": " + acks.status());
            acks.json().forEach(ack -> require(ack.path("applied").asBoolean(), "not applied: " + ack));
            pushed.addAll(uids);
        }
    }

    private static String note(UUID uid) {
        return "{\"uid\":\"" + uid + "\",\"updatedTs\":\"2026-01-02T08:00:00Z\",\"content\":\"" + LONG_TEXT + "\"}";
    }

    /// A note with many large versions.
    private UUID changedOften() {
        UUID uid = UUID.randomUUID();
        require(send(() -> user.push("notes", note(uid))).status() == 200, "not pushed");
        for (int version = 2; version <= VERSIONS; version++) {
            String change = "{\"number\":" + version + "}";
            require(patched(uid, change).status() == 200, "not changed");
        }
        pushed.add(uid);
        return uid;
    }

    private Reply patched(UUID uid, String change) {
        return send(() -> user.send(Call.of("PATCH", "/v1/notes/" + uid).json(change)));
    }

    private Reply send(Supplier<Reply> request) {
        return Persistent.send(() -> {
            require(
                    api.program().isAlive(),
                    "the server ended:\n" + api.program().output());
            return request.get();
        });
    }

    private void walk(String path, String items) {
        while (running.get() && pushed.size() <= notes) {
            read(path, items);
        }
        requireAll(read(path, items));
    }

    private void history(UUID uid) {
        for (int times = 0; times < READERS_OF_A_KIND && running.get(); times++) {
            Set<String> versions = values("/v1/notes/" + uid + "/history?limit=1000", "/items", "version");
            require(versions.size() == VERSIONS, "of " + VERSIONS + " versions came " + versions.size());
        }
    }

    private Set<String> read(String path, String items) {
        return values(path, items, "uid");
    }

    private Set<String> values(String path, String items, String member) {
        var found = new HashSet<String>();
        String place = "";
        boolean more = true;
        while (more) {
            String page = path + place;
            Reply reply = send(() -> user.get(page));
            require(reply.status() == 200, page + " was answered " + reply.status());
            var json = reply.json();
            json.at(items).forEach(item -> found.add(item.path(member).asText()));
            more = json.path("hasMore").asBoolean();
            place = "&" + SyncClient.cursor(reply);
            pages.incrementAndGet();
        }
        return found;
    }

    private void requireAll(Set<String> found) {
        pushed.forEach(uid -> require(found.contains(uid.toString()), uid + " was not read"));
    }

    /// Sends small requests, which must never wait long.
    private void serveOther() {
        while (running.get()) {
            Reply made = other.post("/v1/notes", "{\"title\":\"small\"}");
            Reply listed = other.get("/v1/notes?limit=5");
            require(made.status() == 201 && listed.status() == 200, "not served: " + made + listed);
            served.incrementAndGet();
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
