package dev.toolbridge.launcher;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// What is shown when everything is ready: what there is, and what to do first.
record Screen(Installation installation, Workspace workspace, Ports ports) {
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private static final String TEXT = """

        ToolBridge is ready.

          REST API   %1$s       (described at %1$s/openapi.json)
          MCP        %2$s/mcp   (older clients: %2$s/sse)
          log in     %11$s       (OAuth clients of MCP come here by themselves)
          data       %3$s

        Your token, as user %4$s of tenant %5$s, valid for %6$d hours:

          %7$s

        Make a first note:

          curl %1$s/v1/notes -H 'Content-Type: application/json' -H 'Authorization: Bearer %7$s' \
        -d '{"title":"Hello","content":"My first note"}'

        Connect an assistant:

          claude mcp add --transport http toolbridge %2$s/mcp --header 'Authorization: Bearer %7$s'

        Or without the header: the assistant then opens a login page, which takes any name (yours is %4$s) and
        this workspace's secret:

          %12$s

        %8$s Look after it with: %9$s status, logs, token, down%10$s
        """;

    /// @param how how it runs
    void show(String how) {
        var token = new DevelopmentToken(DevelopmentToken.USER, DevelopmentToken.defaultTenant(), Set.of(), TOKEN_LIFE);
        String signed = token.sign(workspace);
        Terminal.say(TEXT.formatted(
                ports.apiUrl(),
                ports.mcpUrl(),
                workspace.folder(),
                token.user(),
                token.tenant(),
                token.life().toHours(),
                signed,
                how,
                installation.launcherName(),
                dataOption(),
                ports.identityUrl(),
                workspace.secrets().loginSecret().reveal()));
    }

    private String dataOption() {
        Path folder = workspace.folder();
        return folder.equals(WorkspaceOption.defaultFolder()) ? "" : " --data " + folder;
    }
}
