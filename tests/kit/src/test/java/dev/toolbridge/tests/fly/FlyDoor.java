package dev.toolbridge.tests.fly;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The proxy of the fake: `/door/{app}/{public port}/…` leads to a machine of the app that is started and taken in.
record FlyDoor(FlyCloud cloud, FlyWire wire) {
    static final String PATH = "/door/";
    private static final int NOBODY = 503;

    void pass(HttpExchange exchange) throws IOException {
        String[] parts =
                exchange.getRequestURI().toString().substring(PATH.length()).split("/", 3);
        pass(exchange, target(parts[0], Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : ""));
    }

    /// The same for a door that leads to one app.
    void pass(HttpExchange exchange, String app, int port) throws IOException {
        pass(exchange, target(app, port, exchange.getRequestURI().toString().substring(1)));
    }

    private void pass(HttpExchange exchange, Optional<URI> target) throws IOException {
        if (target.isPresent()) {
            wire.pass(exchange, target.get());
        } else {
            exchange.sendResponseHeaders(NOBODY, -1);
        }
    }

    private Optional<URI> target(String app, int port, String path) {
        var machines = Optional.ofNullable(cloud.apps.get(app)).stream()
                .flatMap(found -> found.living().stream())
                .filter(machine -> !machine.isCordoned && machine.state().equals("started"))
                .filter(machine -> machine.internal(port).isPresent())
                .toList();
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        FlyBox chosen = machines.get(ThreadLocalRandom.current().nextInt(machines.size()));
        return chosen.internal(port)
                .map(internal -> URI.create("http://" + chosen.address + ":" + internal + "/" + path));
    }
}
