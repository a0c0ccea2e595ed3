package dev.toolbridge.service.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A check of one chain in parts of bounded length: each goes on where the one before has ended.
record PartCheck(AuditReader log) {
    private static final int AT_A_TIME = 1_000;

    /// The entries that one part checks at most.
    static final int PART_MAX = 50_000;

    /// The result of a part.
    ///
    /// @param checked the number of the last entry that was looked at
    /// @param broken the place and the kind of the first break
    record Result(AuditHead head, long checked, Optional<String> broken) {

        /// Tells if another part follows.
        boolean hasMore() {
            return broken.isEmpty() && checked < head.seq();
        }

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("entries", head.seq())
                    .put("checked", checked)
                    .put("whole", broken.isEmpty())
                    .put("head", HexFormat.of().formatHex(head.hash()));
            broken.ifPresent(where -> json.put("broken", where));
            if (hasMore()) {
                json.put("nextCursor", Long.toString(checked));
            }
            return json.put("hasMore", hasMore());
        }
    }

    /// Checks the entries after a place up to the present head; those that are added meanwhile are left out.
    Result after(String tenant, long place) {
        Optional<AuditHead> kept = log.head(tenant);
        AuditHead head = kept.orElseGet(() -> new AuditHead(0, AuditChain.origin()));
        if (kept.isEmpty() && !log.after(tenant, 0, 1).isEmpty()) {
            return new Result(head, 0, Optional.of("the head is gone"));
        }
        long from = Math.min(place, head.seq());
        ChainWalk walk = from == 0
                ? new ChainWalk()
                : log.after(tenant, from - 1, 1).stream()
                        .findFirst()
                        .map(ChainWalk::after)
                        .orElseGet(ChainWalk::new);
        long last = Math.min(head.seq(), from + PART_MAX);
        walk(tenant, walk, from, last);
        Optional<String> broken = last == head.seq() ? walk.end(head.seq(), head.hash()) : walk.broken();
        return new Result(head, last, broken);
    }

    private void walk(String tenant, ChainWalk walk, long from, long to) {
        long place = from;
        while (place < to) {
            List<AuditRecord> part = log.after(tenant, place, (int) Math.min(AT_A_TIME, to - place));
            part.stream().filter(entry -> entry.seq() <= to).forEach(walk::next);
            place = part.isEmpty() ? to : part.getLast().seq();
        }
    }
}
