package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.contract.EntityType;
import java.util.List;

/// Names the items that are like a new one.
public interface Neighbours {

    /// The nearest items as clients read them, three at most.
    List<ObjectNode> of(Caller caller, EntityType type, Item item);
}
