package dev.toolbridge.api.write;

import dev.toolbridge.api.item.decision.Outcome;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The outcomes of a batch that is stored, in the order of its writes.
public record Stored(List<Outcome> outcomes) {

    /// Room for the parts of an outcome that are not its payload.
    private static final int OUTCOME_BYTES = 64;

    public Stored {
        outcomes = List.copyOf(outcomes);
    }

    byte[] receipt() {
        long bytes = outcomes.stream()
                .mapToLong(outcome -> outcome.bytes() + OUTCOME_BYTES)
                .sum();
        return ReceiptForm.write(Math.toIntExact(bytes), out -> {
            out.writeInt(outcomes.size());
            for (Outcome outcome : outcomes) {
                OutcomeForm.write(outcome, out);
            }
        });
    }

    static Stored of(byte[] receipt) {
        return ReceiptForm.read(receipt, Stored::read);
    }

    private static Stored read(DataInputStream in) throws IOException {
        int count = in.readInt();
        var outcomes = new ArrayList<Outcome>(count);
        for (int read = 0; read < count; read++) {
            outcomes.add(OutcomeForm.read(in));
        }
        return new Stored(outcomes);
    }
}
