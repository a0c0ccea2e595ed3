package dev.toolbridge.proof.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Clients that create, change, push and send batches without pause, and repeat unanswered requests: under
/// a key if a second execution would have a second effect. They count acknowledged writes, and look for them
/// at the end.
final class Load {
    private static final int USERS = 4;
    private static final int WRITERS = 8;
    private static final int BATCH = 3;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(60);

    private final List<SyncClient> users;

    /// The version of every acknowledged item.
    private final Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();

    private final AtomicBoolean running = new AtomicBoolean(true);

    Load(RunningApi api) {
        this.users = Stream.generate(() -> SyncClient.of(api)).limit(USERS).toList();
    }

    /// Runs the clients until the disturbance has ended, and their requests are answered.
    void against(Runnable disturbance) {
        new Crowd()
                .with(WRITERS, writer -> write(users.get(writer % USERS)))
                .with(1, _ -> {
                    disturbance.run();
                    running.set(false);
                })
                .act(() -> running.set(false));
    }

    /// Waits until the clients have made this many writes.
    void awaitProgress(int writes) {
        int before = acknowledged.size();
        Await.until(
                PROGRESS_MAX,
                () -> acknowledged.size() >= before + writes || !running.get(),
                () -> "no progress after " + before + " writes");
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /// Refuses a database in which an acknowledged write is missing, or anything is duplicated.
    void requireOnce(ApiDatabase database) {
        Map<UUID, Integer> stored = database.versions();
        acknowledged.forEach((uid, version) ->
                require(version.equals(stored.get(uid)), uid + " is at " + stored.get(uid) + ", not at " + version));
        long changes =
                acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        require(stored.size() == acknowledged.size(), "something is there twice");
        require(database.number("SELECT count(*) FROM change") == changes, "something was done twice");
    }

    private void write(SyncClient client) {
        while (running.get()) {
            UUID uid = create(client);
            change(client, uid);
            push(client);
            batch(client);
        }
    }

    /// Creates an item under a key: the server names it, so a repeat without a key would make another one.
    private UUID create(SyncClient client) {
        Reply made = once(client, Call.of("POST", "/v1/notes").json("{\"title\":\"made\"}"));
        require(made.status() == 201, "not created: " + made);
        UUID uid = UUID.fromString(made.at("/uid").textValue());
        acknowledged.put(uid, 1);
        return uid;
    }

    private void change(SyncClient client, UUID uid) {
        Reply changed = once(client, Call.of("PATCH", "/v1/notes/" + uid).json("{\"title\":\"changed\"}"));
        require(changed.status() == 200 && changed.at("/version").intValue() == 2, "not changed once: " + changed);
        acknowledged.put(uid, 2);
    }

    private void push(SyncClient client) {
        List<UUID> uids = Stream.generate(UUID::randomUUID).limit(BATCH).toList();
        List<String> items = uids.stream()
                .map(uid -> "{\"uid\":\"" + uid + "\",\"updatedTs\":\"2026-01-02T08:00:00Z\"}")
                .toList();
        Reply acks = Persistent.send(() -> client.push("tasks", items));
        for (int item = 0; item < BATCH; item++) {
            require(
                    acks.status() == 200
                            && acks.at("/" + item + "/applied").booleanValue()
                            && acks.at("/" + item + "/version").intValue() == 1,
                    "not pushed once: " + acks);
            acknowledged.put(uids.get(item), 1);
        }
    }

    /// Creates items and changes all of them by their name, in one request under a key.
    private void batch(SyncClient client) {
        String name = UUID.randomUUID().toString();
        String create = "{\"op\":\"create\",\"type\":\"note\",\"payload\":{\"title\":\"" + name + "\"}},";
        String change =
                "{\"op\":\"archive\",\"type\":\"note\",\"where\":\"title=eq." + name + "\",\"expect\":" + BATCH + "}";
        Reply done = once(
                client, Call.of("POST", "/v1/batch").json("{\"operations\":[" + create.repeat(BATCH) + change + "]}"));
        JsonNode items = done.at("/results/" + BATCH + "/results");
        require(done.status() == 200 && items.size() == BATCH, "not carried out once: " + done);
        items.forEach(item -> acknowledged.put(
                UUID.fromString(item.path("uid").textValue()),
                item.path("version").intValue()));
    }

    private static Reply once(SyncClient client, Call call) {
        Call keyed = call.with("Idempotency-Key", UUID.randomUUID().toString());
        return Persistent.send(() -> client.send(keyed));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
