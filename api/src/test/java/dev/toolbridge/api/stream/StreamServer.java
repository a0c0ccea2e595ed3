package dev.toolbridge.api.stream;

import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server for the tests of one class, for readers who open many streams and for pages of one origin.
public final class StreamServer implements BeforeAllCallback, AfterAllCallback {
    public static final String PAGE = "https://app.example";
    private static final Map<String, String> SETTINGS =
            Map.of("RATE_LIMIT_BURST", "9000", "RATE_LIMIT_PER_MINUTE", "9000", "CORS_ORIGINS", PAGE);

    private final Workspace workspace = new Workspace();
    private RunningServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        server = another();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        workspace.close();
    }

    public RunningServer server() {
        return server;
    }

    /// One more server of the same workspace.
    public RunningServer another() throws InterruptedException {
        return RunningServer.alone(workspace, SETTINGS);
    }

    /// Creates a note, and returns its uid.
    public static String create(RunningServer server, String token, String title) {
        var response = server.post("/v1/notes", token, Map.of("title", title));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
        return RunningServer.json(response).get("uid").textValue();
    }
}
