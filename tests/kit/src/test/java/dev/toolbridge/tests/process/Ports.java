package dev.toolbridge.tests.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Ports without a listener: below those that systems give to clients, so that no connection of a test that
/// runs at the same time takes one before its server does.
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int COUNT = 20_000;

    /// Keeps the lanes that run at the same time apart.
    private static final int APART = 499;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * APART % COUNT));

    private Ports() {}

    /// A different free port with each call.
    public static int free() {
        int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
        return isFree(port) ? port : free();
    }

    /// The first of several free ports in a row.
    public static int freeRange(int count) {
        int first = FIRST + Math.floorMod(NEXT.getAndAdd(count), COUNT - count);
        return IntStream.range(first, first + count).allMatch(Ports::isFree) ? first : freeRange(count);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
