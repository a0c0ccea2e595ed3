package dev.toolbridge.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Outcomes in a receipt, with all the data of their answers. For a refusal that is the code and the text.
final class OutcomeForm {
    private static final int CHANGED = 1;
    private static final int UNCHANGED = 2;
    private static final int LOST = 3;
    private static final int REFUSED = 4;
    private static final int CHANGED_AND_TOLD = 5;
    private static final int LOST_WITH_REASON = 6;

    private OutcomeForm() {}

    static void write(Outcome outcome, DataOutputStream out) throws IOException {
        switch (outcome) {
            case Outcome.Changed changed -> writeChanged(changed, out);
            case Outcome.Unchanged unchanged -> writeItem(UNCHANGED, unchanged.item(), out);
            case Outcome.Lost lost -> writeLost(lost, out);
            case Outcome.Refused refused -> writeRefused(refused, out);
        }
    }

    static Outcome read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case CHANGED -> new Outcome.Changed(readItem(in));
            case UNCHANGED -> new Outcome.Unchanged(readItem(in));
            case LOST -> new Outcome.Lost(readItem(in));
            case LOST_WITH_REASON -> new Outcome.Lost(readItem(in), in.readUTF());
            case REFUSED -> readRefused(in);
            case CHANGED_AND_TOLD -> new Outcome.Changed(readItem(in), (ObjectNode) Json.parse(readBytes(in)));
            default -> throw new IOException("no outcome has the number " + kind);
        };
    }

    private static void writeChanged(Outcome.Changed changed, DataOutputStream out) throws IOException {
        if (changed.told().isEmpty()) {
            writeItem(CHANGED, changed.item(), out);
        } else {
            writeItem(CHANGED_AND_TOLD, changed.item(), out);
            writeBytes(Json.bytes(changed.told()), out);
        }
    }

    private static void writeLost(Outcome.Lost lost, DataOutputStream out) throws IOException {
        if (lost.reason().isEmpty()) {
            writeItem(LOST, lost.item(), out);
        } else {
            writeItem(LOST_WITH_REASON, lost.item(), out);
            out.writeUTF(lost.reason());
        }
    }

    private static void writeItem(int kind, Item item, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeLong(item.uid().getMostSignificantBits());
        out.writeLong(item.uid().getLeastSignificantBits());
        out.writeLong(item.version());
        out.writeLong(item.updatedAtMs());
        writeOptional(item.deletedAtMs(), out);
        writeBytes(item.payload().json(), out);
    }

    private static Item readItem(DataInputStream in) throws IOException {
        var uid = new UUID(in.readLong(), in.readLong());
        return new Item(uid, in.readLong(), in.readLong(), readOptional(in), new Payload(readBytes(in)));
    }

    private static void writeRefused(Outcome.Refused refused, DataOutputStream out) throws IOException {
        out.writeByte(REFUSED);
        out.writeUTF(refused.refusal().code().name());
        writeBytes(refused.refusal().getMessage().getBytes(StandardCharsets.UTF_8), out);
        out.writeBoolean(refused.sent().isPresent());
        if (refused.sent().isPresent()) {
            Stamp sent = refused.sent().get();
            out.writeLong(sent.updatedAtMs());
            out.writeLong(sent.version());
            writeOptional(sent.deletedAtMs(), out);
        }
    }

    private static Outcome.Refused readRefused(DataInputStream in) throws IOException {
        var code = ErrorCode.valueOf(in.readUTF());
        var refusal = Refusal.of(code, new String(readBytes(in), StandardCharsets.UTF_8));
        Optional<Stamp> sent = in.readBoolean()
                ? Optional.of(new Stamp(in.readLong(), in.readLong(), readOptional(in)))
                : Optional.empty();
        return new Outcome.Refused(refusal, sent);
    }

    private static void writeOptional(OptionalLong value, DataOutputStream out) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.writeLong(value.getAsLong());
        }
    }

    private static OptionalLong readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
    }

    static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
