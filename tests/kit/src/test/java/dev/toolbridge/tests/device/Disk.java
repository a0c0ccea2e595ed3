package dev.toolbridge.tests.device;

import dev.toolbridge.tests.device.LocalItem.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;

/// What a device has written down, so that it survives a crash: its items, which of them are still to be pushed, and
/// how far it has pulled.
final class Disk {
    private final SequencedMap<UUID, LocalItem> items = new LinkedHashMap<>();
    private final SequencedSet<UUID> queue = new LinkedHashSet<>();

    /// As a query takes it; empty before the first pull.
    private String cursor = "";

    String cursor() {
        return cursor;
    }

    Map<UUID, LocalItem> items() {
        return items;
    }

    Optional<LocalItem> find(UUID uid) {
        return Optional.ofNullable(items.get(uid));
    }

    List<LocalItem> live(Kind kind) {
        return items.values().stream()
                .filter(item -> item.kind() == kind && item.isLive())
                .toList();
    }

    List<LocalItem> queued(Kind kind) {
        return queue.stream()
                .map(items::get)
                .filter(item -> item.kind() == kind)
                .toList();
    }

    boolean hasQueued() {
        return !queue.isEmpty();
    }

    /// The person's own change, to be pushed.
    void change(LocalItem item) {
        items.put(item.uid(), item);
        queue.add(item.uid());
    }

    /// The server has it.
    void settle(LocalItem item) {
        items.put(item.uid(), item);
        queue.remove(item.uid());
    }

    /// The server will not have it, and has none of its own.
    void discard(UUID uid) {
        items.remove(uid);
        queue.remove(uid);
    }

    /// What was pulled; an own change that is still to be pushed stays, for the server to decide.
    void take(LocalItem pulled) {
        if (!queue.contains(pulled.uid())) {
            items.put(pulled.uid(), pulled);
        }
    }

    void takeDeletion(UUID uid) {
        if (!queue.contains(uid)) {
            items.remove(uid);
        }
    }

    void moveTo(String newCursor) {
        cursor = newCursor;
    }

    /// Ends a pull that began without a cursor: what it did not name is gone.
    void keepOnly(Set<UUID> named) {
        items.keySet().removeIf(uid -> !named.contains(uid) && !queue.contains(uid));
    }

    /// The space was wiped.
    void clear() {
        items.clear();
        queue.clear();
        cursor = "";
    }
}
