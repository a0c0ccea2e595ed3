package dev.toolbridge.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hosts of an address, one or several.
final class UrlHosts {
    private static final int PORT_MAX = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+(?:%25[A-Za-z0-9._-]+)?]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private UrlHosts() {}

    private record Host(String name, String port) {}

    /// The hosts as JDBC writes them.
    ///
    /// @param authority those of the address's own place, with their ports
    /// @param names those among the parameters
    /// @param ports the ports among the parameters: one for all hosts, or one for each
    static String of(String authority, Optional<String> names, Optional<String> ports) {
        if (names.isPresent() && !authority.isEmpty()) {
            throw new IllegalArgumentException("says host twice");
        }
        List<Host> hosts = Stream.of(names.orElse(authority).split(",", -1))
                .map(text -> names.isPresent() ? new Host(text, "") : host(text))
                .toList();
        List<String> given = ports.map(text -> List.of(text.split(",", -1))).orElseGet(List::of);
        if (given.size() > 1 && given.size() != hosts.size()) {
            throw new IllegalArgumentException("has another number of ports than of hosts");
        }
        var texts = new ArrayList<String>();
        for (int place = 0; place < hosts.size(); place++) {
            Host host = hosts.get(place);
            String other = given.isEmpty() ? "" : given.get(Math.min(place, given.size() - 1));
            texts.add(name(host.name()) + port(host.port(), other));
        }
        return String.join(",", texts);
    }

    private static Host host(String text) {
        String decoded = text.startsWith("[") ? text : text.replaceAll("(?i)%2f", "/");
        int colon = decoded.indexOf(':', Math.max(0, decoded.indexOf(']')));
        return colon < 0 ? new Host(decoded, "") : new Host(decoded.substring(0, colon), decoded.substring(colon + 1));
    }

    private static String name(String text) {
        if (text.startsWith("/") || text.startsWith("@")) {
            throw new IllegalArgumentException(
                    "names a socket of this machine as its host: the driver speaks TCP only, give host and port");
        }
        String bracketed = text.contains(":") && !text.startsWith("[") ? "[" + text + "]" : text;
        if (!NAME.matcher(bracketed).matches() && !IPV6.matcher(bracketed).matches()) {
            throw UrlText.notAnAddress();
        }
        return bracketed;
    }

    private static String port(String own, String other) {
        if (!own.isEmpty() && !other.isEmpty()) {
            throw new IllegalArgumentException("says port twice");
        }
        String port = own + other;
        if (port.isEmpty()) {
            return "";
        }
        int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
        if (number < 1 || number > PORT_MAX) {
            throw UrlText.notAnAddress();
        }
        return ":" + number;
    }
}
