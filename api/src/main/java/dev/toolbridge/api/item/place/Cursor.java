package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A place in the order of commits of a space.
///
/// @param seq the number of the last change that was seen
/// @param beginSeq during an initial snapshot, the space's seq when the snapshot began; 0 otherwise
/// @param keys in a list that is ordered by fields, their values at the place, as texts; empty otherwise
public record Cursor(UUID incarnation, int epoch, long seq, long beginSeq, List<Optional<String>> keys) {

    public Cursor {
        keys = List.copyOf(keys);
    }

    public Cursor(UUID incarnation, int epoch, long seq, long beginSeq) {
        this(incarnation, epoch, seq, beginSeq, List.of());
    }

    /// The cursor at the given number of this head's space.
    public static Cursor of(Head head, long seq) {
        return new Cursor(head.incarnation(), head.epoch(), seq, 0);
    }

    /// The place after a page that ends at the given number, in a walk that began when the space's seq was `beginSeq`.
    public static Cursor of(Head head, long seq, long beginSeq) {
        return new Cursor(head.incarnation(), head.epoch(), seq, beginSeq > seq ? beginSeq : 0);
    }

    /// The place at the given number and keys.
    public static Cursor of(Head head, long seq, List<Optional<String>> keys) {
        return new Cursor(head.incarnation(), head.epoch(), seq, 0, keys);
    }

    /// Refuses a place that the space no longer has, or does not have yet.
    public void requireWithin(Head head) {
        if (!incarnation.equals(head.incarnation()) || seq > head.seq()) {
            throw Refusals.resyncRequired();
        }
        if (epoch != head.epoch()) {
            throw Refusals.epochMismatch(head.epoch());
        }
    }

    /// Refuses, besides, a place after which tombstones may have been deleted. A snapshot never saw items
    /// deleted before it began, so it does not need their tombstones.
    public void requireFollowed(Head head) {
        requireWithin(head);
        if (Math.max(seq, beginSeq) < head.tombstoneFloor()) {
            throw Refusals.resyncRequired();
        }
    }
}
