package dev.toolbridge.tests.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.device.LocalItem.Content;
import dev.toolbridge.tests.device.LocalItem.Kind;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/// One device of a user. It changes its own copy at any time and synchronises on command; after any failure of
/// the network, it only has to send its requests again.
public final class Device {
    private static final String STILL_DUE = "parent_missing";

    private final Disk disk = new Disk();
    private final Duration skew;
    private final int pageSize;
    private SyncClient client;

    /// @param client its user at a server
    /// @param skew the time by which its clock is ahead
    /// @param pageSize the number of changes that it pulls at a time
    public Device(SyncClient client, Duration skew, int pageSize) {
        this.client = client;
        this.skew = skew;
        this.pageSize = pageSize;
    }

    /// The person changes something: makes an item, changes one, or deletes one.
    public void act(Random random) {
        List<LocalItem> notes = disk.live(Kind.NOTE);
        List<LocalItem> comments = disk.live(Kind.COMMENT);
        int choice = random.nextInt(6);
        if (notes.isEmpty() || choice == 0) {
            create(Kind.NOTE, Optional.empty(), random);
        } else if (choice == 1) {
            create(Kind.COMMENT, Optional.of(one(notes, random).uid()), random);
        } else {
            LocalItem item = comments.isEmpty() || random.nextBoolean() ? one(notes, random) : one(comments, random);
            boolean delete = choice == 2;
            var content = new Content(title(random), item.content().note(), delete);
            disk.change(item.changed(content, now()));
        }
    }

    /// An item that the device has, for others to change too.
    public Optional<UUID> anyNote(Random random) {
        List<LocalItem> notes = disk.live(Kind.NOTE);
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(one(notes, random).uid());
    }

    /// Pushes the queue, parents ahead of children.
    public void push(Network network) {
        for (Kind kind : Kind.values()) {
            List<LocalItem> queued = disk.queued(kind);
            if (!queued.isEmpty()) {
                List<String> items = queued.stream().map(LocalItem::json).toList();
                answer(network, () -> client.push(kind.plural(), items)).ifPresent(acks -> settle(queued, acks));
            }
        }
    }

    /// Pulls until no page is left.
    public void pull(Network network) {
        boolean snapshot = disk.cursor().isEmpty();
        var named = new HashSet<UUID>();
        boolean more = true;
        while (more) {
            String query = "limit=" + pageSize + "&" + disk.cursor();
            Optional<Reply> page = answer(network, () -> client.get("/v1/sync/changes?" + query));
            page.ifPresent(reply -> take(reply, named));
            more = page.isPresent() && page.get().at("/hasMore").booleanValue();
            if (page.isPresent() && !more && snapshot) {
                disk.keepOnly(named);
            } else if (page.isEmpty() && snapshot) {
                disk.moveTo("");
            }
        }
    }

    /// True if every change of the person has been pushed.
    public boolean isSettled() {
        return !disk.hasQueued();
    }

    /// The items that the person sees, in an order that does not depend on their arrival.
    public String shown() {
        var shown = new TreeMap<UUID, LocalItem>();
        disk.items().values().stream().filter(LocalItem::isLive).forEach(item -> shown.put(item.uid(), item));
        return String.join(
                "\n", shown.values().stream().map(LocalItem::toString).toList());
    }

    /// The final answer, if one comes: a device first reacts to a server that corrects its session or cursor.
    private Optional<Reply> answer(Network network, Supplier<Reply> request) {
        Optional<Reply> reply = network.send(request);
        if (reply.isEmpty() || reply.get().status() == 200) {
            return reply;
        }
        String code = reply.get().at("/code").asText();
        switch (code) {
            case "sync_session_required", "epoch_mismatch" -> beginSession();
            case "resync_required" -> disk.moveTo("");
            case "unavailable" -> {}
            default -> throw new AssertionError("not expected: " + reply.get());
        }
        return Optional.empty();
    }

    /// Begins a session; another epoch means that the space was wiped, so all old items are invalid.
    private void beginSession() {
        SyncClient next = client.withSession();
        if (!next.epoch().equals(client.epoch())) {
            disk.clear();
        }
        client = next;
    }

    private void settle(List<LocalItem> pushed, Reply acks) {
        for (int index = 0; index < pushed.size(); index++) {
            settle(pushed.get(index), acks.at("/" + index));
        }
    }

    /// Settles an item, a losing one too: the winner comes with the next pull.
    private void settle(LocalItem item, JsonNode ack) {
        if (!ack.has("error")) {
            disk.settle(item.acknowledged(
                    ack.path("version").longValue(),
                    Instant.parse(ack.path("updatedAt").textValue())));
        } else if (!ack.path("code").asText().equals(STILL_DUE)) {
            throw new AssertionError("refused: " + ack + " for " + item);
        } else if (item.content()
                .note()
                .flatMap(disk::find)
                .filter(LocalItem::isLive)
                .isEmpty()) {
            disk.discard(item.uid());
        }
    }

    private void take(Reply page, Set<UUID> named) {
        for (JsonNode payload : page.at("/upserts")) {
            Kind kind = payload.at("/sync/type").asText().equals("note") ? Kind.NOTE : Kind.COMMENT;
            LocalItem item = LocalItem.from(kind, payload);
            named.add(item.uid());
            disk.take(item);
        }
        page.at("/deletes")
                .forEach(gone ->
                        disk.takeDeletion(UUID.fromString(gone.path("uid").textValue())));
        if (page.json().has("nextCursor")) {
            disk.moveTo(SyncClient.cursor(page));
        }
    }

    private void create(Kind kind, Optional<UUID> note, Random random) {
        var content = new Content(title(random), note, false);
        disk.change(new LocalItem(UUID.randomUUID(), kind, content, now(), 0));
    }

    private Instant now() {
        return Instant.now().plus(skew).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String title(Random random) {
        return Integer.toHexString(random.nextInt());
    }

    private static LocalItem one(List<LocalItem> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
