package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.Locale;
import java.util.stream.Stream;

/// The ports that Fly's proxy leads to machines: clients see TLS, machines see HTTP. Other ports of a machine are seen
/// in its private network only.
enum PublicPort {
    HTTP(443, "requests", 200),
    /// Streams stay open, so that connections are counted.
    MCP(8443, "connections", 1_000);

    private static final int PLAIN = 80;

    private final int number;
    private final String counted;
    private final int softLimit;

    PublicPort(int number, String counted, int softLimit) {
        this.number = number;
        this.counted = counted;
        this.softLimit = softLimit;
    }

    /// True if a port of this name is public.
    static boolean isOne(String name) {
        return Stream.of(values()).anyMatch(port -> port.word().equals(name));
    }

    static PublicPort of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The service of a machine; it is never stopped for want of requests, since sessions and streams would end.
    ObjectNode service(int internal) {
        ObjectNode service = Json.object()
                .put("protocol", "tcp")
                .put("internal_port", internal)
                .put("autostop", "off")
                .put("autostart", false);
        var ports = service.putArray("ports");
        if (this == HTTP) {
            var plain = ports.addObject().put("port", PLAIN).put("force_https", true);
            plain.putArray("handlers").add("http");
        }
        ports.addObject().put("port", number).putArray("handlers").add("tls").add("http");
        service.putObject("concurrency")
                .put("type", counted)
                .put("soft_limit", softLimit)
                .put("hard_limit", 2 * softLimit);
        return service;
    }
}
