package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.InstanceAddresses;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tenants.runtime.WorkloadDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The whole configuration of a machine, as it is sent each time.
///
/// @param kind the purpose of the machine
record MachineBody(FlyConfig config, InstanceOrder order, Kind kind) {
    private static final String HOST = "0.0.0.0";
    private static final int FIRST_PORT = 8080;
    private static final String HOME = "/opt/toolbridge/";
    private static final String SECRETS = "/run/secrets/";
    private static final String MACHINE_HOME = "/tmp";
    private static final String METRICS = "metrics";

    /// All programs of a machine are the tenant's, and none is root, which owns the files.
    private static final int READABLE = 0444;

    private static final int MEMORY_STEP_MB = 256;
    private static final int MEMORY_OF_PROCESSOR_MB = 2_048;
    private static final List<Integer> PROCESSORS = List.of(1, 2, 4, 8);
    private static final int RETRIES_MAX = 10;

    /// The kinds of machines: one that runs on, and one that runs to the end of its command.
    enum Kind {
        INSTANCE,
        RUN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The digest of what is wanted, by which a machine is known again.
    String content() {
        return WorkloadDigest.of(order.workload());
    }

    /// The secrets of the machine by their names at Fly, encoded as files are.
    Map<String, String> secrets() {
        var secrets = new TreeMap<String, String>();
        workload()
                .secrets()
                .forEach((name, secret) -> secrets.put(
                        FlyNames.secret(content(), name),
                        Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8))));
        return secrets;
    }

    /// True if Fly's proxy leads requests to it.
    boolean isPublic() {
        return kind == Kind.INSTANCE && workload().ports().stream().anyMatch(PublicPort::isOne);
    }

    /// @param secretsVersion the version of the app's secrets that it must see at least
    ObjectNode json(long secretsVersion) {
        ObjectNode body = Json.object()
                .put("name", FlyNames.machine(order.name()))
                .put("region", config.region())
                .put("skip_service_registration", true);
        if (secretsVersion > 0) {
            body.put("min_secrets_version", secretsVersion);
        }
        return body.set("config", machine());
    }

    private ObjectNode machine() {
        ObjectNode machine =
                Json.object().put("image", new FlyNames(config).image(workload().artefact()));
        environment().forEach(machine.putObject("env")::put);
        metadata().forEach(machine.putObject("metadata")::put);
        machine.set("guest", guest());
        workload().command().stream()
                .map(MachineBody::word)
                .forEach(machine.putObject("init").putArray("cmd")::add);
        machine.putObject("stop_config")
                .put("signal", "SIGTERM")
                .put("timeout", workload().stopTimeout().toSeconds() + "s");
        files(machine);
        if (kind == Kind.RUN) {
            machine.putObject("restart").put("policy", "no");
            return machine;
        }
        machine.putObject("restart").put("policy", "on-failure").put("max_retries", RETRIES_MAX);
        ports(machine);
        return machine;
    }

    private void ports(ObjectNode machine) {
        var checks = machine.putObject("checks");
        var services = machine.putArray("services");
        addresses().ports().forEach((name, port) -> {
            if (name.equals(METRICS)) {
                machine.putObject("metrics").put("port", port).put("path", "/metrics");
            }
            if (PublicPort.isOne(name)) {
                services.add(PublicPort.of(name).service(port));
            }
            if (PublicPort.isOne(name) || port == FIRST_PORT) {
                checks.set(name, check(port));
            }
        });
    }

    private ObjectNode check(int port) {
        ObjectNode check = Json.object().put("type", "tcp");
        workload().healthPath().ifPresent(path -> check.put("type", "http").put("path", path));
        return check.put("port", port)
                .put("kind", "readiness")
                .put("interval", "5s")
                .put("timeout", "2s")
                .put("grace_period", "10s");
    }

    private void files(ObjectNode machine) {
        var files = machine.putArray("files");
        new TreeMap<>(workload().secrets()).keySet().forEach(name -> files.addObject()
                .put("guest_path", SECRETS + name)
                .put("secret_name", FlyNames.secret(content(), name))
                .put("mode", READABLE));
    }

    private Map<String, String> environment() {
        var all = new TreeMap<String, String>();
        workload().settings().forEach((name, value) -> all.put(name, addresses().filled(value)));
        workload().secrets().keySet().forEach(name -> all.put(name + InstanceAddresses.FILE, SECRETS + name));
        all.putAll(addresses().variables());
        all.put("HOME", MACHINE_HOME);
        all.put("TMPDIR", MACHINE_HOME);
        all.put(InstanceAddresses.MARK, order.name().toString());
        all.put(InstanceAddresses.MEMORY, Integer.toString(workload().memoryMb()));
        return all;
    }

    private Map<String, String> metadata() {
        return Map.of(
                FlyMachine.NAME, order.name().toString(),
                FlyMachine.OPERATION, order.label().operation().toString(),
                FlyMachine.LAUNCH, order.label().launch().toString(),
                FlyMachine.CONTENT, content(),
                FlyMachine.KIND, kind.word(),
                FlyMachine.PORTS, String.join("_", workload().ports()),
                FlyMachine.STOP, Long.toString(workload().stopTimeout().toSeconds()));
    }

    private ObjectNode guest() {
        int memory = Math.ceilDiv(workload().memoryMb(), MEMORY_STEP_MB) * MEMORY_STEP_MB;
        int processors = PROCESSORS.stream()
                .filter(number -> memory <= number * MEMORY_OF_PROCESSOR_MB)
                .findFirst()
                .orElseThrow(() -> new RefusedOrder("a machine at Fly has "
                        + PROCESSORS.getLast() * MEMORY_OF_PROCESSOR_MB + " MiB of memory at most"));
        return Json.object().put("cpu_kind", "shared").put("cpus", processors).put("memory_mb", memory);
    }

    private InstanceAddresses addresses() {
        return new InstanceAddresses(HOST, ports(workload().ports()));
    }

    /// The number of each port inside of a machine.
    static Map<String, Integer> ports(List<String> names) {
        var ports = new LinkedHashMap<String, Integer>();
        names.forEach(name -> ports.put(name, FIRST_PORT + ports.size()));
        return ports;
    }

    /// A program with a slash belongs to the image.
    private static String word(String word) {
        return word.startsWith("bin/") ? HOME + word : word;
    }

    private Workload workload() {
        return order.workload();
    }
}
