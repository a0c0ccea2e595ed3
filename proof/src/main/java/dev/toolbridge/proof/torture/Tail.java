package dev.toolbridge.proof.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// A reader that follows the notes of a space and remembers them.
final class Tail {
    /// The index, in a decoded cursor, of its place in the order.
    private static final int SEQ_PART = 4;

    private final SyncClient client;
    private final Set<UUID> seen = new HashSet<>();
    private String cursor = "";
    private long seq;
    private long repeated;
    private long disordered;

    Tail(SyncClient client) {
        this.client = client;
    }

    /// Follows while others write, and then to the end of their changes.
    void follow(BooleanSupplier writing) {
        boolean more = true;
        while (more) {
            boolean mayGrow = writing.getAsBoolean();
            Reply page = Persistent.send(() -> client.pull("notes", "limit=200&" + cursor));
            more = take(page) || mayGrow;
        }
    }

    long missing(Set<UUID> expected) {
        return expected.stream().filter(uid -> !seen.contains(uid)).count();
    }

    long repeated() {
        return repeated;
    }

    long disordered() {
        return disordered;
    }

    private boolean take(Reply page) {
        if (page.status() != 200) {
            throw new AssertionError("a pull failed: " + page);
        }
        JsonNode body = page.json();
        for (JsonNode payload : body.path("upserts")) {
            repeated += seen.add(UUID.fromString(payload.path("uid").textValue())) ? 0 : 1;
        }
        if (!body.has("nextCursor")) {
            return false;
        }
        cursor = SyncClient.cursor(page);
        long next = seq(body.path("nextCursor").textValue());
        disordered += next > seq ? 0 : 1;
        seq = next;
        return true;
    }

    private static long seq(String cursor) {
        String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        return Long.parseLong(plain.split("\\|", -1)[SEQ_PART].replaceFirst("\\..*", ""));
    }
}
