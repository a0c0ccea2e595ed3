package dev.toolbridge.api.batch;

import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Set;

/// Reads the earlier versions that a batch returns to.
final class Returns {

    /// The most text of all these versions, since they are in memory together.
    static final long BYTES_MAX = 4 * 1_048_576;

    private final EarlierFields earlier;
    private final Space space;
    private long bytes;

    Returns(EarlierFields earlier, Space space) {
        this.earlier = earlier;
        this.space = space;
    }

    BatchOperation operation(PlannedOperation operation) {
        return switch (operation.work()) {
            case PlannedOperation.Known known -> known.operation();
            case PlannedOperation.Return back -> {
                var key = new Key(operation.type(), back.uid());
                var restore = new Mutation.Restore(back.uid(), back.version(), fields(key, back.version()));
                var write = new Write(operation.type(), restore, back.precondition());
                yield new BatchOperation.One(write, Set.of());
            }
        };
    }

    /// The fields of a version; a version that does not fit is a value like a missing one.
    private Body fields(Key key, long version) {
        Body body = bytes > BYTES_MAX ? tooLarge() : earlier.of(space, key, version);
        if (body instanceof Body.Fields fields) {
            bytes += Json.bytes(fields.object()).length;
        }
        return bytes > BYTES_MAX ? tooLarge() : body;
    }

    private static Body tooLarge() {
        return new Body.Bad(Refusal.of(
                        ErrorCode.TOO_LARGE,
                        "the versions that a batch restores have more than " + BYTES_MAX + " bytes together")
                .fact("field", "version"));
    }
}
