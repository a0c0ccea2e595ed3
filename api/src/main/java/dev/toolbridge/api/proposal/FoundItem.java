package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.decision.Payloads;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;

/// An item as the next change of a proposal finds it: as it is stored, with the changes in front of that one.
///
/// @param version the stored version, 0 if there is none
/// @param isLive false if the item is deleted, or was never there
/// @param content its fields without our own
/// @param drift the versions that others have added since the proposal was made
/// @param isChanged true if a change of the proposal is in it
record FoundItem(long version, boolean isLive, ObjectNode content, long drift, boolean isChanged) {

    static final FoundItem MISSING = new FoundItem(0, false, Json.object(), 0, false);

    /// @param basedOn the version that the first change of the item is based on
    static FoundItem of(EntityType type, Item item, long basedOn) {
        return new FoundItem(
                item.version(),
                !item.isDeleted(),
                Payloads.content(type, item.payload().fields()),
                item.version() - basedOn,
                false);
    }

    /// The item after a change of the proposal.
    FoundItem after(ObjectNode changed, boolean live) {
        return new FoundItem(version, live, changed, drift, true);
    }

    /// True if others have not touched the item.
    boolean isAsProposed() {
        return drift == 0;
    }
}
