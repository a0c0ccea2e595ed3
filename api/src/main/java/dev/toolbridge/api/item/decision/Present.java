package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The items of a space while its head is held, with the changes decided earlier in the same transaction.
public interface Present {

    Lookup find(Key key);

    /// The live items whose reference to an item its deletion clears, as many as one transaction may change.
    List<Item> referrers(OnDelete.ClearField clear, UUID uid);

    /// The id of the space.
    UUID space();

    /// Tells if members reach the space, and not its owner alone.
    boolean isShared();

    /// Tells if a subject leads the space: its owner does, and its members from the role of an admin on.
    boolean leads(String subject);

    /// A live item other than `except` that has this name among those that share none.
    Optional<UUID> holder(EntityType type, String name, Set<UUID> except);

    /// The past of an item since a version.
    ///
    /// @param mark tells a push from others
    Since since(Key key, long base, String mark);

    /// The past of an item since the version that a device has.
    ///
    /// @param base the fields of that version, if the journal has them
    /// @param repeated the later version that the same push has become before
    /// @param storedBy the author of the present version
    record Since(Optional<ObjectNode> base, Optional<Repeated> repeated, Optional<JsonNode> storedBy) {}

    /// A version that a push has become.
    record Repeated(long version, JsonNode metadata) {}
}
