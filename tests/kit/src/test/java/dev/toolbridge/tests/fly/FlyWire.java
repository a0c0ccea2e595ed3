package dev.toolbridge.tests.fly;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Passes one request on to a program, with the host that the client knows, and its answer back as it comes.
record FlyWire(String host) {
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding");
    private static final int BUFFER = 8_192;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    void pass(HttpExchange exchange, URI target) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(exchange, target, body.length).getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            answer(exchange, new BufferedInputStream(socket.getInputStream()));
        }
    }

    private String head(HttpExchange exchange, URI target, int length) {
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        var head = new StringBuilder(exchange.getRequestMethod() + " " + target.getRawPath() + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        return head.append("\r\n").toString();
    }

    private static void answer(HttpExchange exchange, InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        boolean isChunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.substring(0, header.indexOf(':'));
            String value = header.substring(name.length() + 1).strip();
            isChunked |= name.equalsIgnoreCase("transfer-encoding") && value.equalsIgnoreCase("chunked");
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        boolean hasBody = status != NO_CONTENT && status != NOT_MODIFIED;
        exchange.sendResponseHeaders(status, hasBody ? 0 : -1);
        if (hasBody) {
            try (OutputStream out = exchange.getResponseBody()) {
                copy(in, out, isChunked);
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, boolean isChunked) throws IOException {
        if (!isChunked) {
            some(in, out, Integer.MAX_VALUE);
            return;
        }
        for (int size = size(in); size > 0; size = size(in)) {
            some(in, out, size);
            line(in);
        }
    }

    private static int size(InputStream in) throws IOException {
        String line = line(in);
        return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
    }

    private static void some(InputStream in, OutputStream out, int length) throws IOException {
        var bytes = new byte[BUFFER];
        int rest = length;
        while (rest > 0) {
            int count = in.read(bytes, 0, Math.min(rest, BUFFER));
            if (count < 0) {
                return;
            }
            out.write(bytes, 0, count);
            out.flush();
            rest -= count;
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
