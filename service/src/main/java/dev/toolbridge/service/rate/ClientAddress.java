package dev.toolbridge.service.rate;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Request;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The address that a request comes from. What a header says counts only behind proxies that we know.
///
/// @param proxies the addresses of those proxies
public record ClientAddress(Set<InetAddress> proxies) {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int HOPS_MAX = 20;

    public static final Setting<List<String>> PROXIES = new Setting<>(
            "TRUSTED_PROXIES",
            Optional.of(""),
            ClientAddress::names,
            false,
            "Addresses of proxies whose X-Forwarded-For is believed, separated by commas.");

    public ClientAddress {
        proxies = Set.copyOf(proxies);
    }

    public static ClientAddress from(Settings settings) {
        return new ClientAddress(settings.get(PROXIES).stream()
                .flatMap(name -> parse(name).stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet()));
    }

    /// The last address that does not belong to our proxies. Empty for this machine itself: a program that sends
    /// requests for others from here, as the MCP server does, must not be shut out for their failures.
    Optional<InetAddress> of(Request request) {
        List<InetAddress> path = new ArrayList<>();
        parse(request.remoteAddress()).ifPresent(path::add);
        path.addAll(forwarded(request).reversed());
        return path.stream()
                .filter(address -> !proxies.contains(address))
                .findFirst()
                .filter(address -> !address.isLoopbackAddress());
    }

    /// The last hops: only these can be our proxies' word, whatever a client wrote ahead of them.
    private static List<InetAddress> forwarded(Request request) {
        List<String> hops = request.headerValues().apply(FORWARDED).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
        return hops.subList(Math.max(0, hops.size() - HOPS_MAX), hops.size()).stream()
                .flatMap(name -> parse(name.strip()).stream())
                .toList();
    }

    private static List<String> names(String text) {
        List<String> names = List.of(text.strip().split("\\s*,\\s*", -1)).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        names.forEach(name -> {
            if (parse(name).isEmpty()) {
                throw new IllegalArgumentException("addresses like 10.0.0.1, separated by commas");
            }
        });
        return names;
    }

    /// Only written-out addresses: a name would have to be looked up.
    private static Optional<InetAddress> parse(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
