package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// The outcome of a write, with everything that its answer tells.
public sealed interface Outcome {

    /// The name under which the answer to a merged write tells the places where both texts stand.
    String OVERLAPS = "overlaps";

    /// The name under which an ack tells that the item is not as the device sent it.
    String MERGED = "merged";

    /// The name under which the answer to a creation names similar items.
    String NEIGHBOURS = "neighbours";

    /// The write changed the item.
    ///
    /// @param told the members of the answer beside the item
    record Changed(Item item, ObjectNode told) implements Outcome {

        public Changed(Item item) {
            this(item, Json.object());
        }
    }

    /// The item existed already.
    record Unchanged(Item item) implements Outcome {}

    /// The write has lost to the stored one: the item is as it was.
    ///
    /// @param reason the name of the reason; empty if the stored one is later
    record Lost(Item item, String reason) implements Outcome {

        public Lost(Item item) {
            this(item, "");
        }
    }

    /// The write was not carried out.
    ///
    /// @param sent the stamp of a pushed item, if it can be read
    record Refused(Refusal refusal, Optional<Stamp> sent) implements Outcome {}

    /// The same outcome, for an answer that does not show payloads.
    default Outcome withoutPayload() {
        return switch (this) {
            case Changed changed -> new Changed(changed.item().withoutPayload(), changed.told());
            case Unchanged unchanged -> new Unchanged(unchanged.item().withoutPayload());
            case Lost lost -> new Lost(lost.item().withoutPayload(), lost.reason());
            case Refused refused -> refused;
        };
    }

    /// The bytes that it keeps in memory for the answer.
    default long bytes() {
        return switch (this) {
            case Changed changed ->
                changed.item().payload().json().length
                        + changed.told().toString().length();
            case Unchanged unchanged -> unchanged.item().payload().json().length;
            case Lost lost -> lost.item().payload().json().length;
            case Refused _ -> 0;
        };
    }
}
