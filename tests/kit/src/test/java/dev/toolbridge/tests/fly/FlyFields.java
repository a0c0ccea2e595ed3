package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/// The members that requests may have, by the place of the object; others are refused.
final class FlyFields {
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("app", Set.of("app_name", "name", "org_slug", "network")),
            Map.entry("ip", Set.of("type", "region", "org_slug", "network", "service_name")),
            Map.entry("secrets", Set.of("values")),
            Map.entry("lease", Set.of("ttl", "description")),
            Map.entry("metadata", Set.of("value")),
            Map.entry("stop", Set.of("signal", "timeout")),
            Map.entry(
                    "machine",
                    Set.of(
                            "name",
                            "region",
                            "config",
                            "skip_launch",
                            "skip_service_registration",
                            "min_secrets_version",
                            "skip_secrets",
                            "lease_ttl",
                            "current_version",
                            "lsvd")),
            Map.entry(
                    "machine.config",
                    Set.of(
                            "image",
                            "env",
                            "guest",
                            "metadata",
                            "init",
                            "restart",
                            "stop_config",
                            "checks",
                            "services",
                            "metrics",
                            "files",
                            "mounts",
                            "auto_destroy",
                            "processes",
                            "schedule",
                            "dns",
                            "standbys",
                            "statics",
                            "rootfs")),
            Map.entry("machine.config.guest", Set.of("cpu_kind", "cpus", "memory_mb", "kernel_args")),
            Map.entry("machine.config.init", Set.of("cmd", "exec", "entrypoint", "tty", "swap_size_mb")),
            Map.entry("machine.config.restart", Set.of("policy", "max_retries")),
            Map.entry("machine.config.stop_config", Set.of("signal", "timeout")),
            Map.entry("machine.config.metrics", Set.of("port", "path", "https")),
            Map.entry(
                    "machine.config.checks.*",
                    Set.of("type", "port", "path", "kind", "interval", "timeout", "grace_period", "method", "headers")),
            Map.entry("machine.config.files", Set.of("guest_path", "secret_name", "raw_value", "image_config", "mode")),
            Map.entry(
                    "machine.config.services",
                    Set.of(
                            "protocol",
                            "internal_port",
                            "autostop",
                            "autostart",
                            "min_machines_running",
                            "ports",
                            "checks",
                            "concurrency")),
            Map.entry(
                    "machine.config.services.ports",
                    Set.of(
                            "port",
                            "start_port",
                            "end_port",
                            "handlers",
                            "force_https",
                            "tls_options",
                            "http_options",
                            "proxy_proto_options")),
            Map.entry("machine.config.services.concurrency", Set.of("type", "soft_limit", "hard_limit")));

    private static final Set<String> FREE = Set.of("machine.config.env", "machine.config.metadata", "secrets.values");

    private FlyFields() {}

    /// @throws FlyError 400 if a member is not known
    static void check(String place, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> check(place, element));
        }
        if (!value.isObject() || FREE.contains(place)) {
            return;
        }
        value.properties().forEach(member -> {
            String name = member.getKey();
            boolean isNamed = KNOWN.containsKey(place + ".*") && !KNOWN.containsKey(place);
            FlyError.unless(
                    isNamed || KNOWN.getOrDefault(place, Set.of()).contains(name),
                    400,
                    "unknown field " + place + "." + name);
            check(place + "." + (isNamed ? "*" : name), member.getValue());
        });
    }
}
