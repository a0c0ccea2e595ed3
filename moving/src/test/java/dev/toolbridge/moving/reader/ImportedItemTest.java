package dev.toolbridge.moving.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// An import must know its own items again, whatever the server has added to them.
class ImportedItemTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void namesItemsTheSameEachTime() {
        assertThat(SourceUid.of("markdown", "a.md")).isEqualTo(SourceUid.of("markdown", "a.md"));
        assertThat(SourceUid.of("markdown", "a.md").version()).isEqualTo(5);
        assertThat(SourceUid.of("markdown", "a.md").variant()).isEqualTo(2);
        assertThat(SourceUid.of("notion", "a.md")).isNotEqualTo(SourceUid.of("markdown", "a.md"));
    }

    @Test
    void knowsStoredPayloadsThatNobodyHasChanged() throws IOException {
        ImportedItem item = item();
        ObjectNode stored = item.payload(AT);
        assertThat(stored.path("imported").path("at").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        stored.put("updatedTs", "2026-02-01T00:00:00Z").putObject("sync").put("version", 3);
        stored.put("isDirty", 0);
        assertThat(ImportedItem.untouched(reordered(stored))).isTrue();
        stored.put("title", "Changed");
        assertThat(ImportedItem.untouched(stored)).isFalse();
    }

    @Test
    void tellsDifferentPayloadsApart() throws IOException {
        var mapper = new ObjectMapper();
        assertThat(PayloadHash.of(mapper.readTree("{\"a\":[\"b\",\"c\"]}")))
                .isNotEqualTo(PayloadHash.of(mapper.readTree("{\"a\":[\"bc\"]}")));
        assertThat(PayloadHash.of(mapper.readTree("{\"a\":1}")))
                .isNotEqualTo(PayloadHash.of(mapper.readTree("{\"a\":\"1\"}")));
        assertThat(PayloadHash.of(mapper.readTree("{\"a\":null}"))).isNotEqualTo(PayloadHash.of(mapper.readTree("{}")));
    }

    private static ImportedItem item() {
        var items = new ArrayList<ImportedItem>();
        var sink = new Sink() {
            @Override
            public void item(ImportedItem item) {
                items.add(item);
            }

            @Override
            public void line(ReportLine line) {
                throw new AssertionError(line);
            }
        };
        new ItemOutput("markdown", ReadOptions.NONE, sink)
                .give(Draft.of("note", "a.md", "a.md").text("title", "A").text("content", "B"));
        return items.getFirst();
    }

    private static ObjectNode reordered(ObjectNode payload) {
        ObjectNode reordered = payload.objectNode();
        new ArrayList<>(payload.properties())
                .reversed()
                .forEach(field -> reordered.set(field.getKey(), field.getValue()));
        return reordered;
    }
}
