package dev.toolbridge.tenants.runtime.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessInfo;
import dev.toolbridge.tenants.runtime.process.supervisor.ProcessState;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// The record of an instance or a run on this machine: it reserves the ports, and outlives the control plane.
///
/// @param content the digest of the order's content
/// @param ports the number of each port by its name, the first one first
/// @param user the user id that it runs as, when this process is root's
/// @param run the fate of a run; empty for an instance
record InstanceRecord(
        InstanceName name,
        Label label,
        String content,
        Map<String, Integer> ports,
        OptionalInt user,
        Optional<String> healthPath,
        Duration stopTimeout,
        Optional<RunRecord> run) {

    InstanceRecord {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    InstanceRecord with(Label other) {
        return new InstanceRecord(name, other, content, ports, user, healthPath, stopTimeout, run);
    }

    InstanceRecord with(RunRecord fate) {
        return new InstanceRecord(name, label, content, ports, user, healthPath, stopTimeout, Optional.of(fate));
    }

    /// True if supervisord has not begun it yet, though it is wanted. A run is begun by its order alone.
    boolean awaitsStart(ProcessInfo process) {
        return run.isEmpty() && process.state() == ProcessState.STOPPED && !process.isBegun();
    }

    /// The port that clients use.
    Optional<Integer> port() {
        return ports.values().stream().findFirst();
    }

    String json() {
        ObjectNode all = Json.object()
                .put("name", name.toString())
                .put("operation", label.operation().toString())
                .put("launch", label.launch().toString())
                .put("content", content)
                .put("stop_timeout_seconds", stopTimeout.toSeconds());
        ports.forEach(all.putObject("ports")::put);
        user.ifPresent(number -> all.put("user", number));
        healthPath.ifPresent(path -> all.put("health_path", path));
        run.ifPresent(fate -> all.set("run", fate.json()));
        return Json.text(all);
    }

    static InstanceRecord of(JsonNode all) {
        var name = InstanceName.parse(all.path("name").asText());
        Map<String, Integer> ports = new LinkedHashMap<>();
        all.path("ports")
                .properties()
                .forEach(port -> ports.put(port.getKey(), port.getValue().asInt()));
        return new InstanceRecord(
                name,
                new Label(name.tenant(), id(all, "operation"), id(all, "launch")),
                all.path("content").asText(),
                ports,
                all.has("user") ? OptionalInt.of(all.path("user").asInt()) : OptionalInt.empty(),
                Optional.ofNullable(all.get("health_path")).map(JsonNode::asText),
                Duration.ofSeconds(all.path("stop_timeout_seconds").asLong()),
                Optional.ofNullable(all.get("run")).map(RunRecord::of));
    }

    private static UUID id(JsonNode all, String name) {
        return UUID.fromString(all.path(name).asText());
    }
}
