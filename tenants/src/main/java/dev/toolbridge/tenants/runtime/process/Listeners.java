package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int KNOWN_MAX = 10_000;

    private final RuntimeFolder folder;
    private final Map<String, InstanceName> known = new ConcurrentHashMap<>();

    Listeners(RuntimeFolder folder) {
        this.folder = folder;
    }

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

    /// True if another program takes connections at a port of the instance, which has none of its own there.
    boolean displace(InstanceRecord entry) {
        return displace(entry, all().toList());
    }

    /// Those of the instances that another program has displaced.
    List<InstanceRecord> displaced(List<InstanceRecord> entries) {
        List<Socket> sockets = all().toList();
        return entries.stream().filter(entry -> displace(entry, sockets)).toList();
    }

    private boolean displace(InstanceRecord entry, List<Socket> sockets) {
        return entry.ports().values().stream().anyMatch(port -> {
            List<Socket> found = sockets.stream()
                    .filter(socket -> socket.port() == port)
                    .filter(Socket::isInTheWay)
                    .toList();
            return !found.isEmpty() && found.stream().noneMatch(socket -> isOwn(entry, socket));
        });
    }

    /// Its user's, where tenants have users of their own, or its processes'. What was found once is not searched again.
    private boolean isOwn(InstanceRecord entry, Socket socket) {
        if (entry.user().isPresent()) {
            return entry.user().getAsInt() == socket.user();
        }
        if (entry.name().equals(known.get(socket.inode()))) {
            return true;
        }
        boolean isOwn = Strays.of(folder.instance(entry.name())).stream()
                .flatMap(process -> descriptors(process.pid()))
                .anyMatch(socket.inode()::equals);
        if (isOwn) {
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(socket.inode(), entry.name());
        }
        return isOwn;
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
