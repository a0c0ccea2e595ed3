package dev.toolbridge.api.item;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// A space of a tenant, which holds items, as some users reach it. A user's personal space has the user's id.
///
/// Row-level security checks these users. Two values are equal if they are the same space, for any users.
///
/// @param users those for whom a statement runs; the space's own id stands for its owner, or for work of the server's
/// own
public record Space(String tenant, UUID id, List<UUID> users) {

    public Space {
        users = List.copyOf(new TreeSet<>(users));
    }

    /// A personal space as its owner reaches it, and any space as the server's own work does, never a request.
    public Space(String tenant, UUID id) {
        this(tenant, id, List.of(id));
    }

    /// The space as the server's own work reaches it.
    public Space itself() {
        return new Space(tenant, id);
    }

    /// The same space as these others reach it too.
    public Space with(List<UUID> others) {
        return users.containsAll(others)
                ? this
                : new Space(
                        tenant,
                        id,
                        Stream.concat(users.stream(), others.stream()).toList());
    }

    /// Tells if members reach it, and not its owner.
    public boolean isShared() {
        return users.size() > 1 || !users.contains(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Space space && id.equals(space.id) && tenant.equals(space.tenant);
    }

    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + id.hashCode();
    }
}
