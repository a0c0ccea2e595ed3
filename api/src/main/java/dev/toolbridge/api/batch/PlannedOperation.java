package dev.toolbridge.api.batch;

import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;

/// One operation as the plan has it, with the facts that its result repeats.
///
/// @param ref the name that the client gave the created item
/// @param namesUid true if the request names the uid of the item, so that a refusal may repeat it
record PlannedOperation(Verb verb, EntityType type, Optional<String> ref, boolean namesUid, BatchOperation operation) {}
