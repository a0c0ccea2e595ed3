package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Follows an operation to its end by its events. A stream that breaks is opened again where it broke.
public final class OperationEvents {
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");
    private static final String DATA = "data:";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ControlPlane controlPlane;
    private final Consumer<JsonNode> seen;
    private volatile long last;

    /// @param seen receives each event, in their order
    public OperationEvents(ControlPlane controlPlane, Consumer<JsonNode> seen) {
        this.controlPlane = controlPlane;
        this.seen = seen;
    }

    /// Tells if nothing more will happen to an operation.
    public static boolean hasEnded(JsonNode operation) {
        return ENDS.contains(operation.path("status").asText());
    }

    /// Goes on from a place in the events.
    ///
    /// @param after the number of the last event that is known; 0 for all
    public OperationEvents from(long after) {
        last = after;
        return this;
    }

    /// Waits for the end, or until the time is over.
    ///
    /// @return the operation as it is then
    public JsonNode follow(String id, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        JsonNode operation = controlPlane.operation(id);
        while (!hasEnded(operation) || operation.path("last_event").asLong() > last) {
            Duration left = Duration.between(Instant.now(), end);
            if (left.isNegative() || left.isZero()) {
                return operation;
            }
            read(id, left);
            operation = controlPlane.operation(id);
            if (!hasEnded(operation)) {
                Thread.sleep(PAUSE);
            }
        }
        return operation;
    }

    private void read(String id, Duration atMost) throws InterruptedException {
        Stream<String> lines =
                controlPlane.server().lines(ControlPlane.events(id), Map.of("Last-Event-ID", Long.toString(last)));
        var reading = CompletableFuture.runAsync(() -> lines.forEach(this::line), Thread::startVirtualThread);
        try {
            reading.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            lines.close();
        } catch (ExecutionException broken) {
            if (!(broken.getCause() instanceof UncheckedIOException)) {
                throw new IllegalStateException("an event cannot be shown", broken);
            }
        }
    }

    private void line(String line) {
        if (!line.startsWith(DATA)) {
            return;
        }
        try {
            JsonNode event = Json.parse(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8));
            last = event.path("seq").asLong(last);
            seen.accept(event);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
