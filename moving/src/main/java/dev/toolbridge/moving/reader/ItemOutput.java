package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.moving.text.SourceTimes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The last step of every reader: makes an item of a draft, within the limit on its size, and gives it to the sink.
public final class ItemOutput {
    /// The limit on a payload, in bytes of JSON.
    public static final int BYTES_MAX = 1 << 20;

    private final String format;
    private final ReadOptions options;
    private final Sink sink;

    public ItemOutput(String format, ReadOptions options, Sink sink) {
        this.format = format;
        this.options = options;
        this.sink = sink;
    }

    public String format() {
        return format;
    }

    public ReadOptions options() {
        return options;
    }

    /// Gives the item; true unless it is refused.
    public boolean give(Draft draft) {
        draft.created.ifPresent(time -> draft.payload.put("createdAt", SourceTimes.text(time)));
        draft.payload = Storable.of(
                draft.payload,
                () -> remark("characters", draft.where, "characters that no text can hold are replaced by U+FFFD"));
        if (fits(draft.payload)) {
            emit(draft);
            return true;
        }
        List<Draft> parts = options.split() ? ItemParts.of(draft, format) : List.of();
        if (parts.isEmpty()) {
            refused("size", draft.where, "it is larger than 1 MiB");
            return false;
        }
        remark("split", draft.where, "cut into " + parts.size() + " parts");
        parts.forEach(this::emit);
        return true;
    }

    public void refused(String subject, String where, String reason) {
        sink.line(ReportLine.refused(subject, where, reason));
    }

    public void leftOut(String subject, String where, String name) {
        sink.line(ReportLine.leftOut(subject, where, name));
    }

    public void remark(String subject, String where, String text) {
        sink.line(ReportLine.remark(subject, where, text));
    }

    static boolean fits(ObjectNode payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    }

    private void emit(Draft draft) {
        sink.item(new ImportedItem(
                draft.type,
                format,
                draft.id,
                draft.parent,
                draft.payload,
                draft.created,
                draft.updated,
                PayloadHash.of(draft.payload)));
    }
}
