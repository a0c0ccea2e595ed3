package dev.toolbridge.tenants.router.haproxy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole state that the router has to be in.
///
/// @param revision grows with every change
/// @param capacity the number of backends in the file, those that are not in use included
public record WantedState(
        long revision, int capacity, List<HostRoute> routes, List<Backend> backends, Certificates certificates) {
    private static final String YES = "yes";

    public WantedState {
        routes = List.copyOf(routes);
        backends = List.copyOf(backends);
    }

    /// The part of the state that a worker has backends for.
    WantedState within(RunningState running) {
        return new WantedState(
                revision,
                capacity,
                routes,
                backends.stream()
                        .filter(backend -> running.servers().containsKey(Backend.slot(backend.number(), 1)))
                        .toList(),
                certificates);
    }

    /// The same state with certificates.
    public WantedState with(Certificates served) {
        return new WantedState(revision, capacity, routes, backends, served);
    }

    /// The content of the maps by which the router finds its way.
    Map<RouterMap, SortedMap<String, String>> maps() {
        var maps = new EnumMap<RouterMap, SortedMap<String, String>>(RouterMap.class);
        for (RouterMap map : RouterMap.values()) {
            maps.put(map, new TreeMap<>());
        }
        for (HostRoute route : routes) {
            String host = route.host().text();
            maps.get(RouterMap.HOSTS).put(host, route.isOpen() ? RouterMap.OPEN : RouterMap.SUSPENDED);
            route.loopbackPort().ifPresent(port -> maps.get(RouterMap.PORTS).put(Integer.toString(port), host));
            route.backends().forEach((process, number) -> maps.get(RouterMap.BACKENDS)
                    .put(host + "/" + process, Backend.name(number)));
            if (certificates.covers(route.host())) {
                maps.get(RouterMap.SECURE).put(host, YES);
            }
        }
        for (Backend backend : backends) {
            backend.servers()
                    .forEach((slot, server) -> server.replica().ifPresent(replica -> maps.get(RouterMap.REPLICAS)
                            .put(backend.name() + "/" + replica, "s" + slot)));
        }
        maps.get(RouterMap.CHALLENGES).putAll(certificates.challenges());
        return maps;
    }
}
