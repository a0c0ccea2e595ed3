package dev.toolbridge.tests.endtoend;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.JsonValues;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The official TypeScript clients, in a Node process that takes commands. npm installs them; without npm,
/// tests that need them are skipped.
final class OfficialClients implements AutoCloseable {
    private static final NodePackages PACKAGES = new NodePackages(
            "typescript-client", List.of("@modelcontextprotocol/sdk@1.32.2", "@modelcontextprotocol/client@2.4.0"));

    private final AtomicInteger sessions = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Program program;
    private final String address;

    private OfficialClients(Program program) {
        this.program = program;
        this.address = NodePackages.addressOf(program);
    }

    static OfficialClients startOrLeaveOut() {
        if (!PACKAGES.install()) {
            System.out.println("left out: sessions of the official clients, since npm could not install them");
            abort("npm could not install the official clients");
        }
        return new OfficialClients(PACKAGES.startOwn("typescript-client"));
    }

    /// One more client, which can then open its session.
    OfficialClient client() {
        return new OfficialClient(this, "client-" + sessions.incrementAndGet());
    }

    /// The result of an action of one of the clients.
    CompletableFuture<JsonNode> act(String client, String action, Map<String, Object> parameters) {
        var request = HttpRequest.newBuilder(URI.create(address + "/" + client + "/" + action))
                .POST(BodyPublishers.ofString(JsonValues.of(parameters).toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(OfficialClients::result);
    }

    @Override
    public void close() {
        http.shutdownNow();
        program.kill();
    }

    private static JsonNode result(HttpResponse<String> response) {
        var body = JsonValues.parse(response.body());
        if (response.statusCode() != 200) {
            throw new ClientFailure(
                    body.path("name").asText(),
                    body.path("code").asInt(),
                    body.path("message").asText());
        }
        return body;
    }
}
