package dev.toolbridge.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventWriter events = new EventWriter(out);

    @Test
    void anEventHasItsIdItsNameAndOneLineOfData() {
        byte[] text = EventWriter.text("change", "7", "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8));
        events.texts(List.of(text, text));
        String event = "id: 7\nevent: change\ndata: {\"a\":\"ä\"}\n\n";
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(event + event);
    }

    @Test
    void commentsAndPausesAreNoEvents() {
        events.comment();
        events.retry(Duration.ofSeconds(2));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(":\n\nretry: 2000\n\n");
    }
}
