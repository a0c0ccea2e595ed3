package dev.toolbridge.tenants.certificate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// A DNS server in a process of its own, which says what it is told to.
public final class TestDns implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Program program;

    public TestDns() {
        DebianTool tool = DebianTool.required("pebble-challtestsrv", "pebble");
        program = Program.start(
                List.of(
                        tool.program().toString(),
                        "-dns01",
                        address(),
                        "-management",
                        "127.0.0.1:" + managementPort,
                        "-http01",
                        "",
                        "-https01",
                        "",
                        "-tlsalpn01",
                        "",
                        "-defaultIPv4",
                        "",
                        "-defaultIPv6",
                        ""),
                tool.environment());
        Await.until(START_MAX, this::isReady, program::output);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void text(String name, String value) {
        tell("set-txt", Json.object().put("host", name + ".").put("value", value));
    }

    /// The one address of a name from now on.
    public void leads(String name, String address) {
        leadsNowhere(name);
        var order = Json.object().put("host", name);
        order.putArray("addresses").add(address);
        tell("add-a", order);
    }

    public void leadsNowhere(String name) {
        tell("clear-a", Json.object().put("host", name));
    }

    /// Answers about a name with a failure of the server from now on.
    public void fails(String name) {
        tell("set-servfail", Json.object().put("host", name));
    }

    public void failsNot(String name) {
        tell("clear-servfail", Json.object().put("host", name));
    }

    @Override
    public void close() {
        program.close();
        http.close();
    }

    private boolean isReady() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void tell(String what, ObjectNode order) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(order)))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException(what + " is answered with " + status);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
