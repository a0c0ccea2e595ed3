package dev.toolbridge.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A bridge as its client sees it: lines to it, lines from it. Every line of its output must be a message.
final class BridgeProcess implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final Duration END_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final OutputStream in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Collection<JsonNode> unread = new ArrayDeque<>();

    BridgeProcess(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("TOOLBRIDGE_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TOOLBRIDGE_BUILT", "1");
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        in = process.getOutputStream();
        Thread.ofVirtual()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
    }

    /// One in front of a server.
    static BridgeProcess before(BridgeKind kind, String address, String token) {
        return new BridgeProcess(kind.command(address), kind.settings(address, token));
    }

    void send(String message) {
        try {
            in.write((message.strip().replace("\n", " ") + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /// Sends a request.
    void ask(int id, String method, String parameters) {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
    }

    void call(int id, String tool, String arguments) {
        ask(id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /// Introduces the client, and waits for the answer.
    JsonNode introduce(String revision, String capabilities) {
        ask(0, "initialize", """
            {"protocolVersion":"%s","capabilities":%s,"clientInfo":{"name":"imitation","version":"1"}}\
            """.formatted(revision, capabilities));
        JsonNode answer = answer(0);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return answer;
    }

    JsonNode answer(int id) {
        return next(message -> !message.has("method") && message.path("id").asInt(-1) == id, ANSWER_MAX)
                .orElseThrow(() -> new AssertionError("no answer to " + id + " but " + unread));
    }

    /// The next message of the server's own with this method.
    JsonNode message(String method) {
        return next(message -> message.path("method").asText().equals(method), ANSWER_MAX)
                .orElseThrow(() -> new AssertionError("no " + method + " but " + unread));
    }

    /// The code of the next error that belongs to no request.
    int failure() {
        return next(message -> message.path("id").isNull() && message.has("error"), ANSWER_MAX)
                .orElseThrow(() -> new AssertionError("no error but " + unread))
                .at("/error/code")
                .asInt();
    }

    boolean answersWithin(int id, Duration limit) {
        return next(message -> message.path("id").asInt(-1) == id, limit).isPresent();
    }

    private Optional<JsonNode> next(Predicate<JsonNode> wanted, Duration limit) {
        Optional<JsonNode> early = unread.stream().filter(wanted).findFirst();
        early.ifPresent(unread::remove);
        Instant end = Instant.now().plus(limit);
        Optional<JsonNode> found = early;
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            Optional<JsonNode> message =
                    line(Duration.between(Instant.now(), end)).map(JsonValues::parse);
            found = message.filter(wanted);
            if (found.isEmpty()) {
                message.ifPresent(unread::add);
            }
        }
        return found;
    }

    private Optional<String> line(Duration limit) {
        try {
            return Optional.ofNullable(lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a line", stopped);
        }
    }

    /// The memory that it uses, where the system tells.
    Optional<Long> residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Closes the client's end, and returns the time until the bridge ended.
    Duration end() {
        Instant begin = Instant.now();
        try {
            in.close();
            assertThat(process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for its end", stopped);
        }
        return Duration.between(begin, Instant.now());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
