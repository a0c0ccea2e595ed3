package dev.toolbridge.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Sources that are longer than the memory: their bytes are made while they are read. The length is the property
/// `long.mib`, and the heap of the long form is `-Xmx128m`.
class LongSourcesTest {
    private static final long LENGTH = Long.getLong("long.mib", 4) << 20;
    private static final long ONE_TEXT_LENGTH = Math.max(LENGTH, 25L << 20);

    @Test
    void streamsJsonInOneLine() throws IOException {
        String chat = "{\"uuid\":\"%d\",\"name\":\"" + "n".repeat(900) + "\",\"chat_messages\":[]},";
        var counts =
                read(new Made("conversations.json", "[", chat, "{\"uuid\":\"last\",\"chat_messages\":[]}]", LENGTH));
        assertThat(counts.items).isGreaterThan(LENGTH / 1_100);
        assertThat(counts.lines).isZero();
    }

    @Test
    void streamsNotebooks() throws IOException {
        String note = "<note><title>%d</title><content>&lt;en-note&gt;x&lt;/en-note&gt;</content><resource><data>"
                + "QUJD".repeat(50_000) + "</data></resource></note>";
        var counts = read(new Made("a.enex", "<?xml version=\"1.0\"?><en-export>", note, "</en-export>", LENGTH));
        assertThat(counts.items).isEqualTo(counts.lines).isGreaterThan(LENGTH / 210_000);
    }

    @Test
    void passesOverOneTextOfAllBytes() throws IOException {
        var json = read(new Made(
                "conversations.json",
                "[{\"uuid\":\"1\",\"chat_messages\":[]},{\"uuid\":\"",
                "abcdefgh".repeat(100),
                "\"}]",
                ONE_TEXT_LENGTH));
        assertThat(json.items).isEqualTo(1);
        var lines = read(new Made(
                "a.ics",
                "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:",
                "abcdefgh".repeat(100),
                "\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
                LENGTH));
        assertThat(lines.items).isZero();
        assertThat(lines.lines).isPositive();
    }

    private static Counts read(Made made) throws IOException {
        var counts = new Counts();
        Readers.choose(Readers.AUTO, made).read(made, ReadOptions.NONE, counts);
        return counts;
    }

    private static final class Counts implements Sink {
        private long items;
        private long lines;

        @Override
        public void item(ImportedItem item) {
            items++;
        }

        @Override
        public void line(ReportLine line) {
            lines++;
        }
    }

    /// A source of one file: a beginning, a part again and again with its number, and an end.
    private record Made(String name, String beginning, String part, String end, long length)
            implements Source, SourceMember {

        @Override
        public String path() {
            return name;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public Optional<Instant> modified() {
            return Optional.empty();
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private byte[] piece = beginning.getBytes(StandardCharsets.UTF_8);
                private int at;
                private long given;
                private boolean ended;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    if (at == piece.length && !next()) {
                        return -1;
                    }
                    int count = Math.min(length, piece.length - at);
                    System.arraycopy(piece, at, buffer, offset, count);
                    at += count;
                    given += count;
                    return count;
                }

                private boolean next() {
                    boolean more = !ended;
                    ended |= given >= length;
                    piece = (ended ? end : part.replace("%d", Long.toString(given))).getBytes(StandardCharsets.UTF_8);
                    at = 0;
                    return more;
                }
            };
        }

        @Override
        public List<SourceMember> members() {
            return List.of(this);
        }

        @Override
        public List<Skipped> skipped() {
            return List.of();
        }

        @Override
        public boolean hasFolder(String folder) {
            return false;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public long bytes() {
            return length;
        }

        @Override
        public void close() {}
    }
}
