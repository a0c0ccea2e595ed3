package dev.toolbridge.mcp.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SessionStreamsTest {
    private final SessionStreams streams = new SessionStreams();

    /// A stream that remembers that it was ended.
    private static final class Recorded implements ServerStream {
        private boolean isEnded;

        @Override
        public void send(ObjectNode message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            isEnded = true;
        }
    }

    private Recorded opened() {
        var stream = new Recorded();
        streams.add(stream);
        return stream;
    }

    @Test
    void messagesGoThroughTheNewestThatIsOpen() {
        Recorded first = opened();
        Recorded second = opened();
        assertThat(streams.newest()).containsSame(second);

        streams.remove(second);
        assertThat(streams.newest()).containsSame(first);

        streams.remove(first);
        assertThat(streams.newest()).isEmpty();
    }

    @Test
    void theOldestOfTooManyEnds() {
        Recorded first = opened();
        Recorded second = opened();
        for (int more = 2; more < SessionStreams.OPEN_MAX; more++) {
            opened();
        }
        assertThat(first.isEnded).isFalse();

        opened();

        assertThat(first.isEnded).isTrue();
        assertThat(second.isEnded).isFalse();
    }
}
