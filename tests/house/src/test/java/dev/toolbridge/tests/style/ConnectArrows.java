package dev.toolbridge.tests.style;

import java.util.List;
import java.util.stream.Stream;

/// The allowed imports inside the programs on a user's machine.
final class ConnectArrows {
    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    static final List<Part> PARTS = List.of(
            room(
                    "command",
                    "api",
                    "bridge",
                    "cache",
                    "client",
                    "dotenv",
                    "edit",
                    "environment",
                    "home",
                    "memory",
                    "project",
                    "sync",
                    "terminal",
                    "webhook"),
            Part.of("connect.cache")
                    .mayImport("service", "connect.dotenv", "connect.home", "connect.memory", "connect.terminal"),
            room("dotenv", "edit", "project", "terminal"),
            room("environment", "api", "dotenv", "terminal"),
            room("memory"),
            room("sync", "api", "cache", "home", "memory", "terminal"),
            Part.of("connect")
                    .mayImport("connect.client", "connect.command", "connect.terminal")
                    .never(SQL),
            room("api", "home", "terminal"),
            room("bridge", "terminal"),
            room("client", "edit", "terminal"),
            room("edit"),
            room("home", "client", "edit", "terminal"),
            room("login", "bridge", "terminal"),
            room("project", "edit", "home", "terminal"),
            room("terminal"),
            room("webhook", "sync", "terminal"));

    private ConnectArrows() {}

    /// A room of the programs on a user's machine, with the rooms that it may know.
    private static Part room(String name, String... others) {
        return Part.of("connect." + name)
                .mayImport(Stream.concat(Stream.of("service"), Stream.of(others).map(other -> "connect." + other))
                        .toArray(String[]::new))
                .never(SQL);
    }
}
