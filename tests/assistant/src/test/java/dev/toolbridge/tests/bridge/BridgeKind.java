package dev.toolbridge.tests.bridge;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.endtoend.NodePackages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The two bridges, which behave alike.
enum BridgeKind {
    /// The command `mcp`.
    COMMAND,
    /// The program in the bundle, which clients run with their own Node.
    BUNDLE;

    private static final NodePackages NODE = new NodePackages("bundle", List.of("@anthropic-ai/mcpb@2.1.2"));
    private static final String PROGRAM = "launcher/src/main/resources/dev/toolbridge/launcher/bundle/server/index.mjs";

    /// Tells if this machine can run it.
    boolean isThere() {
        return this == COMMAND || NODE.install();
    }

    /// Its command line before a server, which its settings name too.
    List<String> command(String address) {
        return switch (this) {
            case COMMAND -> List.of(Checkout.file("toolbridge").toString(), "mcp", "--url", address);
            case BUNDLE ->
                List.of(NODE.program("node").toString(), Checkout.file(PROGRAM).toString());
        };
    }

    Map<String, String> settings(String address, String token) {
        return Map.of("TOOLBRIDGE_URL", address, "TOOLBRIDGE_TOKEN", token);
    }

    /// The program of the bundle.
    static Path program() {
        return Checkout.file(PROGRAM);
    }

    static NodePackages packages() {
        return NODE;
    }
}
