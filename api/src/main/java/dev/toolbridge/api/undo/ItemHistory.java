package dev.toolbridge.api.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.decision.Payloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The versions of an item from the one before the first change of a run, in their order.
public final class ItemHistory {
    private final Key key;
    private final long firstVersion;
    private final List<HistoryStep> steps = new ArrayList<>();

    /// @param firstVersion the first version that the run made
    public ItemHistory(Key key, long firstVersion) {
        this.key = key;
        this.firstVersion = firstVersion;
    }

    /// The author of a version, and the time.
    ///
    /// @param isOfRun true if the run made it that is to be taken back
    public record Made(boolean isOfRun, JsonNode by, Instant at) {}

    public Key key() {
        return key;
    }

    /// Adds the next version.
    public void add(long version, Payload payload, Made made) {
        ObjectNode fields = payload.fields();
        boolean isDeleted = fields.path("sync").path("isDeleted").asBoolean();
        ObjectNode content = Payloads.content(key.type(), fields);
        steps.add(new HistoryStep(version, content, isDeleted, made.isOfRun(), made.by(), made.at()));
    }

    /// Tells if it has every version that an undo needs. The one before the first of the run is missing only if the run
    /// made the item.
    public boolean isWhole() {
        long expected = steps.isEmpty() ? 0 : steps.getFirst().version();
        for (HistoryStep step : steps) {
            if (step.version() != expected) {
                return false;
            }
            expected++;
        }
        return !steps.isEmpty() && (isMadeByRun() || steps.getFirst().version() == firstVersion - 1);
    }

    /// Tells if the run made the item.
    boolean isMadeByRun() {
        return steps.getFirst().version() == firstVersion && isFirstOfItem();
    }

    /// A device may push a new item with a version of its own.
    private boolean isFirstOfItem() {
        return firstVersion == 1;
    }

    /// All versions, the one before the run first unless the run made the item.
    List<HistoryStep> steps() {
        return steps;
    }

    HistoryStep last() {
        return steps.getLast();
    }

    /// True if the item was live before the run.
    boolean wasLive() {
        return !isMadeByRun() && !steps.getFirst().isDeleted();
    }
}
