package dev.toolbridge.tenants.router.haproxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The differences between the running router and the wanted state, with the commands that end them.
///
/// @param repairs in the order in which they harm no request: hosts close before anything else, new servers take
///     part before old ones leave
record Comparison(List<Repair> repairs) {

    /// One difference, and its commands.
    record Repair(Moment moment, Difference difference, List<String> commands) {}

    private enum Moment {
        CLOSING,
        JOINING,
        MAPPING,
        LEAVING
    }

    static Comparison of(WantedState wanted, RunningState running) {
        var repairs = new ArrayList<Repair>();
        wanted.maps()
                .forEach((map, entries) -> compare(map, entries, running.maps().get(map), repairs));
        for (Backend backend : wanted.backends()) {
            compare(backend, running, repairs);
        }
        leftOver(wanted, running).forEach(server -> repairs.add(leave(server)));
        repairs.sort(Comparator.comparing(Repair::moment));
        return new Comparison(List.copyOf(repairs));
    }

    List<Difference> differences() {
        return repairs.stream().map(Repair::difference).toList();
    }

    List<String> commands() {
        return repairs.stream().flatMap(repair -> repair.commands().stream()).toList();
    }

    private static void compare(
            RouterMap map, Map<String, String> wanted, Map<String, String> found, List<Repair> repairs) {
        wanted.forEach((key, value) -> {
            Optional<String> present = Optional.ofNullable(found.get(key));
            if (!present.equals(Optional.of(value))) {
                String verb = present.isPresent() ? "set" : "add";
                repairs.add(new Repair(
                        value.equals(RouterMap.SUSPENDED) ? Moment.CLOSING : Moment.MAPPING,
                        new Difference(map.file() + " " + key, value, present.orElse(Difference.NOTHING)),
                        List.of(verb + " map " + map.file() + " " + key + " " + value)));
            }
        });
        found.forEach((key, value) -> {
            if (!wanted.containsKey(key)) {
                repairs.add(new Repair(
                        map == RouterMap.HOSTS ? Moment.CLOSING : Moment.MAPPING,
                        new Difference(map.file() + " " + key, Difference.NOTHING, value),
                        List.of("del map " + map.file() + " " + key)));
            }
        });
    }

    private static void compare(Backend backend, RunningState running, List<Repair> repairs) {
        backend.servers().forEach((slot, server) -> {
            String name = Backend.slot(backend.number(), slot);
            Optional<RunningServer> present = Optional.ofNullable(running.servers().get(name));
            boolean isServing = present.filter(there -> isServing(there, server.address())).isPresent();
            if (!isServing) {
                repairs.add(join(name, server, present));
            } else if (present.orElseThrow().weight() != server.weight()) {
                repairs.add(weigh(name, server.weight(), present.orElseThrow().weight()));
            }
        });
    }

    private static boolean isServing(RunningServer there, ServerAddress address) {
        return there.isAt(address) && there.administration() == RunningServer.Administration.READY;
    }

    /// Takes the slot out first, so that no kept connection leads to the address before.
    private static Repair join(String name, Server server, Optional<RunningServer> present) {
        return new Repair(
                server.weight() > 0 ? Moment.JOINING : Moment.MAPPING,
                new Difference(name, server.toString(), shown(present)),
                List.of(
                        "set server " + name + " state maint",
                        "set server " + name + " addr " + server.address().host() + " port "
                                + server.address().port(),
                        "set server " + name + " weight " + server.weight(),
                        "set server " + name + " state ready"));
    }

    private static Repair weigh(String name, int wanted, int found) {
        return new Repair(
                wanted > found ? Moment.JOINING : Moment.LEAVING,
                new Difference(name + " weight", Integer.toString(wanted), Integer.toString(found)),
                List.of("set server " + name + " weight " + wanted));
    }

    private static Repair leave(RunningServer server) {
        return new Repair(
                Moment.LEAVING,
                new Difference(server.name(), Difference.NOTHING, shown(Optional.of(server))),
                List.of("set server " + server.name() + " state maint"));
    }

    private static String shown(Optional<RunningServer> present) {
        return present.map(server -> server.host() + ":" + server.port() + " weight " + server.weight() + " "
                        + server.administration())
                .orElse(Difference.NOTHING);
    }

    /// The slots that serve although nothing stands in them.
    private static Stream<RunningServer> leftOver(WantedState wanted, RunningState running) {
        var slots = wanted.backends().stream()
                .flatMap(backend -> backend.servers().keySet().stream()
                        .map(slot -> Backend.slot(backend.number(), slot)))
                .collect(java.util.stream.Collectors.toSet());
        return running.servers().values().stream()
                .filter(server -> server.administration() != RunningServer.Administration.OUT)
                .filter(server -> !slots.contains(server.name()));
    }
}
