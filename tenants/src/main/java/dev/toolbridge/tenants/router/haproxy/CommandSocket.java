package dev.toolbridge.tenants.router.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A socket that takes HAProxy's commands: one connection for a line of them, with its answer in one text.
record CommandSocket(Path path) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final int ANSWER_BYTES_MAX = 32 * 1024 * 1024;
    private static final int PIECE_BYTES = 64 * 1024;

    /// HAProxy reads a line into one buffer of 16 KiB.
    private static final int LINE_LENGTH_MAX = 8_000;

    /// Runs commands in their order, on as few connections as their length allows.
    String run(List<String> commands) {
        var answer = new StringBuilder();
        var line = new ArrayList<String>();
        int length = 0;
        for (String command : commands) {
            if (length + command.length() > LINE_LENGTH_MAX) {
                answer.append(ask(String.join(";", line)));
                line.clear();
                length = 0;
            }
            line.add(command);
            length += command.length() + 1;
        }
        return line.isEmpty()
                ? answer.toString()
                : answer.append(ask(String.join(";", line))).toString();
    }

    /// Runs one line.
    String ask(String line) {
        long untilNs = System.nanoTime() + ANSWER_MAX.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return read(channel, selector, untilNs);
        } catch (IOException gone) {
            throw new RouterUnavailable("the router's socket " + path.getFileName() + " does not answer", gone);
        }
    }

    private String read(SocketChannel channel, Selector selector, long untilNs) throws IOException {
        var answer = new ByteArrayOutputStream();
        var piece = ByteBuffer.allocate(PIECE_BYTES);
        while (true) {
            long leftMs = Duration.ofNanos(untilNs - System.nanoTime()).toMillis();
            if (leftMs <= 0 || answer.size() > ANSWER_BYTES_MAX) {
                throw new RouterUnavailable("the router's socket " + path.getFileName() + " answers too slowly");
            }
            selector.select(leftMs);
            selector.selectedKeys().clear();
            int count = channel.read(piece);
            if (count < 0) {
                return answer.toString(StandardCharsets.US_ASCII);
            }
            answer.write(piece.array(), 0, count);
            piece.clear();
        }
    }
}
