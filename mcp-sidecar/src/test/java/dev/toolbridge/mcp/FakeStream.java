package dev.toolbridge.mcp;

import dev.toolbridge.mcp.FakeApi.Stored;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.connection.AnswerStream;
import dev.toolbridge.service.json.Json;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One stream of the changes of the fake API, from a place on until it is cut.
final class FakeStream implements AnswerStream {
    private final FakeFeed feed;
    private final int cuts;
    private final int epoch;
    private long place;
    private boolean isGone;

    /// @param cuts the cuts of the feed before this stream
    /// @param epoch the epoch of the place
    FakeStream(FakeFeed feed, int cuts, int epoch, long place) {
        this.feed = feed;
        this.cuts = cuts;
        this.epoch = epoch;
        this.place = place;
    }

    @Override
    public byte[] opening() {
        return ":\n\n".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void begin(OutputStream out, Runnable over) {
        feed.opens();
        Thread.ofVirtual().start(() -> {
            try {
                write(out);
            } catch (UncheckedIOException gone) {
                clientIsGone();
            } finally {
                feed.ends();
                over.run();
            }
        });
    }

    private void write(OutputStream out) {
        var events = new EventWriter(out);
        tell(events, "ready");
        tell(events, "caught_up");
        try {
            while (isOpen()) {
                if (feed.epoch() != epoch || place < feed.floor()) {
                    reset(events);
                    return;
                }
                show(events);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void clientIsGone() {
        synchronized (feed) {
            isGone = true;
            feed.notifyAll();
        }
    }

    @Override
    public void close() {
        clientIsGone();
    }

    private boolean isOpen() {
        synchronized (feed) {
            return !isGone && feed.cuts() == cuts;
        }
    }

    /// Shows what is new, or waits for it.
    private void show(EventWriter events) throws InterruptedException {
        synchronized (feed) {
            if (feed.after(place).isEmpty() && isOpen() && feed.epoch() == epoch) {
                feed.wait(TimeUnit.SECONDS.toMillis(1));
            }
        }
        var texts = new ArrayList<byte[]>();
        for (Stored stored : feed.after(place)) {
            place = stored.seq();
            var entry =
                    Json.object().put("seq", place).put("type", stored.type().name());
            entry.put("uid", stored.item().path("uid").asText()).put("rest", "x".repeat(9_000));
            texts.add(EventWriter.text("change", cursor(), Json.bytes(entry)));
        }
        events.texts(texts);
    }

    private void tell(EventWriter events, String name) {
        events.texts(List.of(EventWriter.text(name, cursor(), bytes("{\"cursor\":\"" + cursor() + "\"}"))));
    }

    private static void reset(EventWriter events) {
        events.texts(List.of(EventWriter.text("reset", "", bytes("{\"code\":\"resync_required\"}"))));
    }

    private String cursor() {
        return epoch + "." + place;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
