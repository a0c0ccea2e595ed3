package dev.toolbridge.service.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A walk along one tenant's chain, from its first entry to its head, that notices where it is broken.
public final class ChainWalk {
    private byte[] hash = AuditChain.origin();
    private Instant lastAt = Instant.MIN;
    private long entries;
    private Optional<String> broken = Optional.empty();

    /// A walk that goes on after an entry which an earlier one has reached.
    static ChainWalk after(AuditRecord entry) {
        var walk = new ChainWalk();
        walk.hash = entry.hash();
        walk.lastAt = entry.at();
        walk.entries = entry.seq();
        return walk;
    }

    /// Goes on to the next entry; after a break the others are counted only.
    public void next(AuditRecord entry) {
        entries++;
        if (broken.isEmpty()) {
            hash = AuditChain.next(hash, entry);
            broken = fault(entry);
            lastAt = entry.at();
        }
    }

    /// Ends at the head.
    ///
    /// @return the place and the kind of the break, if the chain is broken
    public Optional<String> end(long seq, byte[] headHash) {
        boolean ends = entries == seq && Arrays.equals(hash, headHash);
        return broken.or(() ->
                ends ? Optional.empty() : Optional.of("the head says " + seq + " entries, and there are " + entries));
    }

    /// The place and the kind of the break so far.
    Optional<String> broken() {
        return broken;
    }

    public long entries() {
        return entries;
    }

    private Optional<String> fault(AuditRecord entry) {
        if (entry.seq() != entries) {
            return Optional.of("entry " + entries + " is gone");
        }
        if (!Arrays.equals(hash, entry.hash())) {
            return Optional.of("entry " + entries + " is not what was written down");
        }
        return entry.at().isBefore(lastAt)
                ? Optional.of("entry " + entries + " is earlier than the one before it")
                : Optional.empty();
    }
}
