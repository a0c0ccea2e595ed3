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

/// The stored state of a device, which survives a crash: its items, the queue of those that it must still
/// push, and the cursor of its pulls.
final class Disk {
    private final SequencedMap<UUID, LocalItem> items = new LinkedHashMap<>();
    private final SequencedSet<UUID> queue = new LinkedHashSet<>();

    /// The cursor as a query takes it; empty before the first pull.
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

    /// Stores the person's own change and queues it for the push.
    void change(LocalItem item) {
        items.put(item.uid(), item);
        queue.add(item.uid());
    }

    /// Stores an item that the server has, and takes it off the queue.
    void settle(LocalItem item) {
        items.put(item.uid(), item);
        queue.remove(item.uid());
    }

    /// Removes an item that the server refused and does not have.
    void discard(UUID uid) {
        items.remove(uid);
        queue.remove(uid);
    }

    /// Stores a pulled item; a queued change of its own stays, and the server decides between them.
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

    /// Ends a pull that began without a cursor: removes the items that it did not name.
    void keepOnly(Set<UUID> named) {
        items.keySet().removeIf(uid -> !named.contains(uid) && !queue.contains(uid));
    }

    /// Forgets everything after a wipe of the space.
    void clear() {
        items.clear();
        queue.clear();
        cursor = "";
    }
}
