package dev.toolbridge.api.write;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The end of an epoch: the space is empty.
///
/// @param epoch the epoch that began
/// @param deleted the number of deleted items of each type
/// @param areMore true when a large space held more items than were counted
public record Wiped(int epoch, SequencedMap<String, Long> deleted, boolean areMore) {
    private static final int BYTES = 256;

    public Wiped {
        deleted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(deleted));
    }

    byte[] receipt() {
        return ReceiptForm.write(BYTES, out -> {
            out.writeInt(epoch);
            out.writeBoolean(areMore);
            out.writeInt(deleted.size());
            for (var count : deleted.entrySet()) {
                out.writeUTF(count.getKey());
                out.writeLong(count.getValue());
            }
        });
    }

    static Wiped of(byte[] receipt) {
        return ReceiptForm.read(receipt, Wiped::read);
    }

    private static Wiped read(DataInputStream in) throws IOException {
        int epoch = in.readInt();
        boolean areMore = in.readBoolean();
        int types = in.readInt();
        var deleted = new LinkedHashMap<String, Long>();
        for (int read = 0; read < types; read++) {
            deleted.put(in.readUTF(), in.readLong());
        }
        return new Wiped(epoch, deleted, areMore);
    }
}
