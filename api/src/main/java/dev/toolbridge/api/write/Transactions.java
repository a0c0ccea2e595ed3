package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Space;

/// Carries out the work of requests, each in a transaction of its own or together with other requests to the space.
public interface Transactions {

    Result<Stored> store(Space space, Batch batch);

    Result<BatchResults> carryOut(Space space, PlannedBatch batch);

    Result<Undone> undo(Space space, RunUndo undo);

    Result<Wiped> wipe(Space space, Wipe wipe);
}
