package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.OrderLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A machine as Fly shows it.
///
/// @param version the id of its present configuration
/// @param createdAt the time of its creation, in a form whose order is that of times
/// @param isCordoned true if Fly's proxy gives it no requests
/// @param exits the ends of its program, the last one first
record FlyMachine(
        String id,
        String state,
        String version,
        String privateAddress,
        String createdAt,
        boolean isCordoned,
        Map<String, String> metadata,
        List<Check> checks,
        List<Exit> exits) {
    static final String NAME = "tb_name";
    static final String OPERATION = "tb_operation";
    static final String LAUNCH = "tb_launch";
    static final String CONTENT = "tb_content";
    static final String KIND = "tb_kind";
    static final String PORTS = "tb_ports";
    static final String STOP = "tb_stop_seconds";
    private static final String CREATED = "created";
    private static final String STARTED = "started";
    private static final String STOPPED = "stopped";
    private static final String DESTROYED = "destroyed";

    /// A check of Fly.
    ///
    /// @param output the answer that it met, for people
    record Check(boolean isPassing, String output) {}

    /// An end of the program.
    record Exit(int status, int signal, boolean isRequested) {

        String words() {
            if (isRequested) {
                return "it was stopped";
            }
            return signal > 0 ? "it ended by the signal " + signal : "it ended with the status " + status;
        }
    }

    FlyMachine {
        metadata = Map.copyOf(metadata);
        checks = List.copyOf(checks);
        exits = List.copyOf(exits);
    }

    static FlyMachine of(JsonNode json) {
        JsonNode config = json.has("config") ? json.path("config") : json.path("incomplete_config");
        Map<String, String> metadata = config.path("metadata").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
        return new FlyMachine(
                json.path("id").asText(),
                json.path("state").asText(),
                json.path("instance_id").asText(),
                json.path("private_ip").asText(),
                json.path("created_at").asText(),
                json.path("cordoned").asBoolean(),
                metadata,
                json.path("checks").valueStream().map(FlyMachine::check).toList(),
                json.path("events")
                        .valueStream()
                        .map(event -> event.path("request").path("exit_event"))
                        .filter(JsonNode::isObject)
                        .map(FlyMachine::exit)
                        .toList());
    }

    private static Check check(JsonNode check) {
        return new Check(
                check.path("status").asText().equals("passing"),
                check.path("output").asText());
    }

    private static Exit exit(JsonNode exit) {
        return new Exit(
                exit.path("exit_code").asInt(),
                exit.path("signal").asInt(),
                exit.path("requested_stop").asBoolean());
    }

    /// The instance that it is, if it is one of ours.
    Optional<InstanceName> name() {
        return text(NAME).filter(InstanceName::isName).map(InstanceName::parse);
    }

    Label label(InstanceName name) {
        return new Label(name.tenant(), id(OPERATION), id(LAUNCH));
    }

    boolean is(InstanceName name) {
        return text(NAME).filter(name.toString()::equals).isPresent();
    }

    boolean has(String key, String value) {
        return value.equals(metadata.get(key));
    }

    boolean isStarted() {
        return state.equals(STARTED);
    }

    /// True if its program does not run, and is not about to.
    boolean isAtRest() {
        return state.equals(CREATED) || state.equals(STOPPED) || state.equals("suspended") || isFailed();
    }

    boolean isFailed() {
        return state.equals("failed") || state.equals("launch_failed");
    }

    boolean isDestroyed() {
        return state.equals(DESTROYED) || state.equals("destroying");
    }

    InstanceState words() {
        return switch (state) {
            case CREATED, "starting", "restarting", "replacing", "updating" -> InstanceState.STARTING;
            case STARTED -> InstanceState.RUNNING;
            case "stopping", "suspending", "destroying" -> InstanceState.STOPPING;
            case STOPPED, "suspended", DESTROYED -> InstanceState.STOPPED;
            case "failed", "launch_failed" -> InstanceState.FAILED;
            default -> InstanceState.UNKNOWN;
        };
    }

    /// The names of its ports, in the order of their numbers.
    List<String> ports() {
        return text(PORTS).filter(ports -> !ports.isEmpty()).stream()
                .flatMap(ports -> Arrays.stream(ports.split("_", -1)))
                .toList();
    }

    /// The time that it gets to end.
    Duration stopTimeout() {
        return text(STOP).map(Long::parseLong).map(Duration::ofSeconds).orElse(OrderLimits.STOP_MIN);
    }

    private UUID id(String key) {
        return text(key).map(UUID::fromString).orElseThrow(() -> new IllegalStateException(id + " has no " + key));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(metadata.get(key));
    }
}
