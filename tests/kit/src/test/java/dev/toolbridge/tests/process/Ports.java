package dev.toolbridge.tests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Ports without a listener: below those that systems give to clients, so that no connection of a test that
/// runs at the same time takes one before its server does.
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int BLOCKS = 20;
    private static final int BLOCK_SIZE = 1_000;

    /// Keeps the machines of Java that run at the same time apart: each has a block of its own while it runs.
    private static final FileLock LOCK = lockedBlock();

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Ports() {}

    /// A different free port with each call.
    public static int free() {
        return freeRange(1);
    }

    /// The first of several free ports in a row.
    public static int freeRange(int count) {
        int first = FIRST
                + (int) LOCK.position() * BLOCK_SIZE
                + Math.floorMod(NEXT.getAndAdd(count), BLOCK_SIZE - count + 1);
        return IntStream.range(first, first + count).allMatch(Ports::isFree) ? first : freeRange(count);
    }

    /// Locks one byte of a file that all share: its place is the number of the block.
    private static FileLock lockedBlock() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "toolbridge-test-ports.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int block = 0; block < BLOCKS; block++) {
                FileLock lock = channel.tryLock(block, 1, false);
                if (lock != null) {
                    return lock;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException("all blocks of ports are taken: " + file);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
