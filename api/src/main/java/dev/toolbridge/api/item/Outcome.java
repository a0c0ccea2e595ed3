package dev.toolbridge.api.item;

import dev.toolbridge.service.error.Refusal;
import java.util.List;

/// What became of a write.
public sealed interface Outcome {

    /// It changed something: first the item it was about, then what followed from it.
    record Changed(List<ItemChange> changes) implements Outcome {

        public Changed {
            changes = List.copyOf(changes);
        }

        public Item item() {
            return changes.getFirst().after();
        }
    }

    /// It was there already.
    record Unchanged(Item item) implements Outcome {}

    /// It came too late: the item stays as it is, and takes a new place in the order so that the device gets it again.
    record Lost(ItemChange winner) implements Outcome {

        public Item item() {
            return winner.after();
        }
    }

    /// It was not carried out.
    record Refused(Refusal refusal) implements Outcome {}

    /// The same for an answer that does not show payloads.
    default Outcome untold() {
        return switch (this) {
            case Changed changed ->
                new Changed(List.of(changed.changes().getFirst().untold()));
            case Unchanged unchanged -> new Unchanged(unchanged.item().untold());
            case Lost lost -> new Lost(lost.winner().untold());
            case Refused refused -> refused;
        };
    }

    /// How much it holds for the answer.
    default long bytes() {
        return switch (this) {
            case Changed changed -> changed.item().payload().json().length;
            case Unchanged unchanged -> unchanged.item().payload().json().length;
            case Lost lost -> lost.item().payload().json().length;
            case Refused _ -> 0;
        };
    }
}
