package dev.toolbridge.tenants.router;

import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A small HTTP server behind the router: it answers with its name and the headers that it was sent, streams events,
/// and repeats what comes through a WebSocket's connection.
public final class TestServer implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final CountDownLatch released = new CountDownLatch(1);
    private final String name;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile boolean isFailing;

    private TestServer(String name, ServerSocket listener) {
        this.name = name;
        this.listener = listener;
    }

    public static TestServer start(String name) {
        try {
            var server = new TestServer(name, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public ServerAddress address() {
        return new ServerAddress("127.0.0.1", listener.getLocalPort());
    }

    /// Answers 500 from now on.
    void fail() {
        isFailing = true;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                answer(line, headers(input), input, socket.getOutputStream());
            }
        } catch (IOException ended) {
            open.remove(socket);
        }
    }

    private static Map<String, List<String>> headers(BufferedReader input) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private void answer(String line, Map<String, List<String>> headers, BufferedReader input, OutputStream output)
            throws IOException {
        String path = line.split(" ", -1)[1];
        switch (path) {
            case "/events", "/sse" -> stream(output);
            case "/socket" -> echo(input, output);
            case "/mcp" -> {
                String id = headers.containsKey("Mcp-Session-Id")
                        ? ""
                        : "Mcp-Session-Id: session-" + name + "-" + sessions.incrementAndGet() + "\r\n";
                whole(output, 200, id, name);
            }
            case "/held" -> {
                awaitRelease();
                whole(output, 200, "", "at last");
            }
            case "/readyz" -> whole(output, 200, "", "ready");
            default -> whole(output, isFailing ? 500 : 200, "", name + " " + path + "\n" + shown(headers));
        }
    }

    /// Lets the requests for `/held` be answered.
    void release() {
        released.countDown();
    }

    private void awaitRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static String shown(Map<String, List<String>> headers) {
        var text = new StringBuilder();
        headers.forEach((key, values) -> values.forEach(value -> text.append(key.toLowerCase(java.util.Locale.ROOT))
                .append(": ")
                .append(value)
                .append('\n')));
        return text.toString();
    }

    private static void whole(OutputStream output, int status, String headers, String body) throws IOException {
        output.write(
                ("HTTP/1.1 " + status + " Told\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
    }

    /// An event each time that a moment has passed, until the reader is gone.
    private void stream(OutputStream output) throws IOException {
        output.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        var pause = new CountDownLatch(1);
        while (true) {
            String event = "data: " + name + "\n\n";
            output.write((Integer.toHexString(event.length()) + "\r\n" + event + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            try {
                if (pause.await(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void echo(BufferedReader input, OutputStream output) throws IOException {
        output.write("""
                HTTP/1.1 101 Switching\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                \r
                """.getBytes(StandardCharsets.ISO_8859_1));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            output.write((name + " " + line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
        }
    }
}
