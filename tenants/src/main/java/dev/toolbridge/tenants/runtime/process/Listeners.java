package dev.toolbridge.tenants.runtime.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells whose a port is. Linux shows the sockets of all processes, and those that this process may look into.
final class Listeners {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";

    /// 127.0.0.1 in the order of the machine's bytes, as an address of either kind.
    private static final String LOOPBACK = "0100007F";

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int INODE = 9;
    private static final int FIELDS = 10;

    private Listeners() {}

    /// A socket that takes connections.
    private record Socket(String host, int port, int user, String inode) {

        static Optional<Socket> of(List<String> fields) {
            if (fields.size() < FIELDS || !fields.get(STATE).equals(LISTENING)) {
                return Optional.empty();
            }
            String local = fields.get(LOCAL);
            int colon = local.indexOf(':');
            return Optional.of(new Socket(
                    local.substring(0, colon),
                    Integer.parseInt(local.substring(colon + 1), 16),
                    Integer.parseInt(fields.get(USER)),
                    "socket:[" + fields.get(INODE) + "]"));
        }

        /// True if nobody else can have the port at 127.0.0.1: this one has it there, or at every address.
        boolean isInTheWay() {
            return host.endsWith(LOOPBACK) || host.chars().allMatch(digit -> digit == '0');
        }
    }

    /// True if a program that is not of the instance takes connections at one of its ports: neither its processes nor,
    /// where tenants have users of their own, its user do.
    static boolean areStrange(InstanceRecord entry, Path folder) {
        List<Socket> sockets = all().filter(Socket::isInTheWay)
                .filter(socket -> entry.ports().containsValue(socket.port()))
                .filter(socket -> entry.user().isEmpty() || entry.user().getAsInt() != socket.user())
                .toList();
        if (sockets.isEmpty()) {
            return false;
        }
        Set<String> own = Strays.of(folder).stream()
                .flatMap(process -> descriptors(process.pid()))
                .collect(Collectors.toSet());
        return sockets.stream().map(Socket::inode).anyMatch(inode -> !own.contains(inode));
    }

    private static Stream<Socket> all() {
        return TABLES.stream()
                .flatMap(Listeners::lines)
                .map(line -> List.of(line.strip().toUpperCase(Locale.ROOT).split("[ ]+", -1)))
                .flatMap(fields -> Socket.of(fields).stream());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static Stream<String> descriptors(long process) {
        Stream.Builder<String> found = Stream.builder();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + process + "/fd"))) {
            all.forEach(descriptor -> target(descriptor).ifPresent(found));
            return found.build();
        } catch (IOException | DirectoryIteratorException ended) {
            return Stream.empty();
        }
    }

    /// Empty if it was closed meanwhile.
    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }
}
