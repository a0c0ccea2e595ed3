package dev.toolbridge.proof.load;

import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;

/// A push of new items, all of which are taken.
public final class NotePush {
    /// The items of a push at most.
    public static final int ITEMS_MAX = 500;

    private NotePush() {}

    /// Pushes notes, and returns their number.
    public static int send(SyncClient device, List<String> items) {
        Reply acks = device.push("notes", items);
        if (acks.status() != 200 || acks.body().contains("\"error\"")) {
            throw new AssertionError("not taken: " + acks);
        }
        return items.size();
    }
}
