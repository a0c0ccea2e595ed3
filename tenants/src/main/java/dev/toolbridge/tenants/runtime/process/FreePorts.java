package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.process.ProcessRuntimeConfig.Range;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The ports of instances, from a range that belongs to them.
record FreePorts(Range range) {
    private static final int CONNECT_MS_MAX = 500;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral(InstanceEnvironment.HOST);

    /// A port for each name, none of them reserved, none with a listener.
    ///
    /// @throws RefusedOrder if the range has not enough
    Map<String, Integer> choose(List<String> names, Set<Integer> reserved) {
        List<Integer> free = IntStream.rangeClosed(range.first(), range.last())
                .filter(port -> !reserved.contains(port))
                .filter(FreePorts::isFree)
                .limit(names.size())
                .boxed()
                .toList();
        RefusedOrder.unless(
                free.size() == names.size(),
                "the ports from " + range.first() + " to " + range.last() + " are all in use");
        Map<String, Integer> chosen = new LinkedHashMap<>();
        names.forEach(name -> chosen.put(name, free.get(chosen.size())));
        return chosen;
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    /// True if somebody takes connections.
    static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(address(port), CONNECT_MS_MAX);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, LOOPBACK)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
