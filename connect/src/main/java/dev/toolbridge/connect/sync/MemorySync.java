package dev.toolbridge.connect.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.cache.PlaceStore;
import dev.toolbridge.connect.cache.QueueStore;
import dev.toolbridge.connect.cache.QueueStore.Ack;
import dev.toolbridge.connect.cache.QueueStore.Queued;
import dev.toolbridge.connect.cache.QueueStore.Settled;
import dev.toolbridge.connect.cache.RefusedText;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One exchange of a project's memories.
public final class MemorySync {
    private static final int BATCH_ITEMS_MAX = 200;
    private static final int BATCH_CHARACTERS_MAX = 1_000_000;
    private static final int PAGE_ITEMS = 1_000;
    private static final String RESYNC = "resync_required";

    private final KeyedApi api;
    private final String space;
    private final PlaceStore places;
    private final QueueStore queue;

    /// @param space the path of the project's space
    public MemorySync(KeyedApi api, String space, PlaceStore places, QueueStore queue) {
        this.api = api;
        this.space = space;
        this.places = places;
        this.queue = queue;
    }

    /// The result of an exchange.
    ///
    /// @param sent the changes that the server took as they are
    /// @param differing those that it merged, or decided otherwise
    /// @param refused those that it cannot store
    /// @param received the changes that came from there
    public record Outcome(int sent, int differing, int refused, int received) {
        /// Tells if nothing was exchanged.
        public boolean isEmpty() {
            return sent + differing + refused + received == 0;
        }
    }

    /// Pushes what waits, and pulls what changed.
    public Outcome run() {
        SpaceSession session = SpaceSession.begin(api, space);
        OptionalLong epoch = places.epoch(queue.place());
        if (epoch.isEmpty()) {
            queue.firstEpoch(session.epoch());
        } else if (epoch.getAsLong() != session.epoch()) {
            queue.beginEpoch(session.epoch());
        }
        List<Settled> settled = push(session);
        int received = pull(session);
        return new Outcome(
                count(settled, Ack.Taken.class),
                count(settled, Ack.Differs.class),
                count(settled, Ack.Failed.class),
                received);
    }

    private static int count(List<Settled> settled, Class<? extends Ack> kind) {
        return (int) settled.stream().filter(one -> kind.isInstance(one.ack())).count();
    }

    private List<Settled> push(SpaceSession session) {
        var all = new ArrayList<Settled>();
        for (List<Queued> batch : batches(queue.all())) {
            ObjectNode body = Json.object();
            batch.forEach(queued -> body.withArray("items").add(item(queued)));
            JsonNode acks = session.post("/sync/memories/push", body);
            if (acks.size() != batch.size()) {
                throw new CommandFailure("the server answered " + acks.size() + " acks to " + batch.size()
                        + " changes: nothing is settled");
            }
            var settled = new ArrayList<Settled>();
            for (int index = 0; index < batch.size(); index++) {
                settled.add(new Settled(batch.get(index), ack(acks.path(index))));
            }
            queue.settle(settled);
            all.addAll(settled);
        }
        return all;
    }

    private static List<List<Queued>> batches(List<Queued> all) {
        var batches = new ArrayList<List<Queued>>();
        int characters = BATCH_CHARACTERS_MAX;
        for (Queued queued : all) {
            int length = Json.text(queued.memory().payload()).length();
            boolean isFull = characters + length > BATCH_CHARACTERS_MAX
                    || batches.getLast().size() == BATCH_ITEMS_MAX;
            if (isFull) {
                batches.add(new ArrayList<>());
                characters = 0;
            }
            batches.getLast().add(queued);
            characters += length;
        }
        return batches;
    }

    private static ObjectNode item(Queued queued) {
        ObjectNode item = queued.memory().payload().deepCopy();
        item.remove("updateTime");
        item.put("uid", queued.memory().uid());
        item.put("updatedTs", queued.at());
        ObjectNode sync = item.putObject("sync");
        if (queued.baseVersion() > 0) {
            sync.put("version", queued.baseVersion());
        }
        if (queued.isDeleted()) {
            sync.put("isDeleted", true);
        }
        return item;
    }

    private static Ack ack(JsonNode ack) {
        if (ack.has("error")) {
            return new Ack.Failed(new RefusedText.Reason(
                    ack.path("code").asText(), ack.path("error").asText()));
        }
        boolean isAsSent =
                ack.path("applied").asBoolean() && !ack.path("merged").asBoolean();
        return isAsSent ? new Ack.Taken(ack.path("version").asLong()) : new Ack.Differs();
    }

    private int pull(SpaceSession session) {
        Optional<String> cursor = places.cursor(queue.place());
        try {
            return pull(session, cursor);
        } catch (ApiRefusal refusal) {
            if (!refusal.code().equals(RESYNC)) {
                throw refusal;
            }
            return pull(session, Optional.empty());
        }
    }

    private int pull(SpaceSession session, Optional<String> from) {
        boolean isSnapshot = from.isEmpty();
        if (isSnapshot) {
            queue.beginSnapshot();
        }
        Optional<String> cursor = from;
        int received = 0;
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page = session.get("/sync/memories/pull?limit=" + PAGE_ITEMS
                    + cursor.map(text -> "&cursor=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                            .orElse(""));
            received += queue.take(new QueueStore.Page(page, isSnapshot));
            hasMore = page.path("hasMore").asBoolean();
            cursor = Optional.of(page.path("nextCursor"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .or(() -> from);
        }
        return received;
    }
}
