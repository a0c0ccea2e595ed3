package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// A machine of the fake: its program runs, ends, is started again as its policy says, and is looked at by checks.
final class FlyBox {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int CHECK_MS = 1_000;

    final String id;
    final String address;
    final ObjectNode config;
    final String name;
    private final String version = UUID.randomUUID().toString();
    private final String createdAt = Instant.now().toString();
    private final FlyProgram program;
    private final Map<String, String> secrets;
    private final Path folder;
    private final ArrayNode events = NODES.arrayNode();
    private final List<String> output = new ArrayList<>();
    private Optional<FlyProgram.Running> running = Optional.empty();
    private String state = "created";
    private boolean isStopping;
    private int retries;
    boolean isCordoned;
    Optional<FlyLease> lease = Optional.empty();
    /// The lists of machines that do not show it yet.
    int unseen;
    /// The answer of its checks, if they never pass.
    Optional<String> checksSay = Optional.empty();

    /// A program with the secrets that it sees.
    record Image(FlyProgram program, Map<String, String> secrets) {}

    FlyBox(String id, String address, ObjectNode request, Image image) {
        this.id = id;
        this.address = address;
        this.name = request.path("name").asText();
        this.config = (ObjectNode) request.path("config");
        this.program = image.program();
        this.secrets = Map.copyOf(image.secrets());
        this.isCordoned = request.path("skip_service_registration").asBoolean();
        try {
            folder = Files.createTempDirectory("tb-fly-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized String state() {
        return state;
    }

    private synchronized void become(String next) {
        state = next;
        notifyAll();
    }

    /// Waits for a state; false if it is not reached in time.
    synchronized boolean awaits(String wanted, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!state.equals(wanted)) {
            long restMs = (end - System.nanoTime()) / 1_000_000;
            if (restMs <= 0) {
                return false;
            }
            wait(restMs);
        }
        return true;
    }

    synchronized List<String> output() {
        return List.copyOf(output);
    }

    String metadata(String key) {
        return config.path("metadata").path(key).asText();
    }

    synchronized void start() {
        if (state.equals("started")) {
            return;
        }
        isStopping = false;
        become("started");
        running = Optional.of(program.start(new FlyProgram.Start(
                StreamSupport.stream(config.at("/init/cmd").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                environment(),
                address,
                services().keySet().stream().toList(),
                folder,
                this::said,
                this::ended)));
    }

    private synchronized void said(String line) {
        output.add(line);
    }

    private void ended(int status) {
        boolean isTriedAgain;
        synchronized (this) {
            boolean isFailure = config.at("/restart/policy").asText().equals("on-failure") && status != 0;
            isTriedAgain = !isStopping
                    && isFailure
                    && retries++ < config.at("/restart/max_retries").asInt();
            ObjectNode event = events.insertObject(0).put("type", "exit").put("status", "stopped");
            event.putObject("request")
                    .putObject("exit_event")
                    .put("exit_code", status)
                    .put("requested_stop", isStopping);
            become("stopped");
        }
        if (isTriedAgain) {
            restart();
        }
    }

    private synchronized void restart() {
        if (!isStopping && state.equals("stopped")) {
            start();
        }
    }

    /// Asks the program to end; the machine is stopped when it has.
    void stop(Duration within) {
        Optional<FlyProgram.Running> stopped;
        synchronized (this) {
            isStopping = true;
            if (!state.equals("started")) {
                return;
            }
            become("stopping");
            stopped = running;
        }
        Thread.ofVirtual().start(() -> stopped.ifPresent(one -> one.stop(within)));
    }

    void destroy() {
        stop(Duration.ZERO);
        synchronized (this) {
            become("destroyed");
        }
    }

    /// The public port of each internal one, the other way round: internal ports with their public ones.
    Map<Integer, List<Integer>> services() {
        Map<Integer, List<Integer>> all = new HashMap<>();
        config.path("services")
                .forEach(service -> all.put(
                        service.path("internal_port").asInt(),
                        StreamSupport.stream(service.path("ports").spliterator(), false)
                                .map(port -> port.path("port").asInt())
                                .toList()));
        return all;
    }

    /// The port inside that a public port leads to.
    Optional<Integer> internal(int publicPort) {
        return services().entrySet().stream()
                .filter(service -> service.getValue().contains(publicPort))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The variables of the program: what stands for the whole machine becomes its address, and its files are here.
    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(secrets);
        config.path("env")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), here(entry.getValue().asText())));
        return all;
    }

    private String here(String value) {
        String here = value.replace("0.0.0.0", address);
        for (int port = 8080; port < 8090; port++) {
            here = here.replace("127.0.0.1:" + port, address + ":" + port);
        }
        for (JsonNode file : config.path("files")) {
            String path = file.path("guest_path").asText();
            here = here.equals(path) ? written(file, path).toString() : here;
        }
        return here;
    }

    private Path written(JsonNode file, String path) {
        try {
            Path written = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
            String secret = Optional.ofNullable(
                            secrets.get(file.path("secret_name").asText()))
                    .orElse("");
            return Files.write(written, Base64.getDecoder().decode(secret));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ObjectNode json() {
        ArrayNode checks = checks();
        synchronized (this) {
            ObjectNode shown = NODES.objectNode()
                    .put("id", id)
                    .put("name", name)
                    .put("state", state)
                    .put("instance_id", version)
                    .put("private_ip", address)
                    .put("created_at", createdAt)
                    .put("cordoned", isCordoned)
                    .put("host_status", "ok");
            shown.set("config", config.deepCopy());
            shown.set("events", events.deepCopy());
            shown.set("checks", checks);
            return shown;
        }
    }

    private ArrayNode checks() {
        ArrayNode all = NODES.arrayNode();
        boolean isStarted = state().equals("started");
        config.path("checks").properties().forEach(check -> {
            String said = isStarted ? checksSay.orElseGet(() -> look(check.getValue())) : "";
            all.addObject()
                    .put("name", check.getKey())
                    .put("status", said.equals("ok") ? "passing" : "critical")
                    .put("output", said);
        });
        return all;
    }

    private String look(JsonNode check) {
        int port = check.path("port").asInt();
        try {
            if (check.path("type").asText().equals("tcp")) {
                new Socket(address, port).close();
                return "ok";
            }
            URI page = URI.create(
                    "http://" + address + ":" + port + check.path("path").asText());
            var connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setConnectTimeout(CHECK_MS);
            connection.setReadTimeout(CHECK_MS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status / 100 == 2 ? "ok" : "the page answered " + status;
        } catch (IOException _) {
            return "connection refused";
        }
    }
}
