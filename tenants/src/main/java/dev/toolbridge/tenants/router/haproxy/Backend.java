package dev.toolbridge.tenants.router.haproxy;

import java.util.Map;
import java.util.TreeMap;

/// A backend of the router that is in use.
///
/// @param number its number in the router's file, from 1
/// @param servers the servers by their slots
public record Backend(int number, Map<Integer, Server> servers) {
    /// The servers that a backend has room for: twice as many as run, while a release takes over from another.
    public static final int SLOTS = 16;

    public Backend {
        servers = new TreeMap<>(servers);
        if (number < 1 || servers.keySet().stream().anyMatch(slot -> slot < 1 || slot > SLOTS)) {
            throw new IllegalArgumentException("backends are counted from 1, slots from 1 to " + SLOTS);
        }
    }

    @Override
    public Map<Integer, Server> servers() {
        return java.util.Collections.unmodifiableMap(servers);
    }

    public String name() {
        return name(number);
    }

    static String name(int number) {
        return "b" + number;
    }

    static String slot(int number, int slot) {
        return name(number) + "/s" + slot;
    }
}
