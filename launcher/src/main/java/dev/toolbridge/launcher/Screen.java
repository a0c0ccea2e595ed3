package dev.toolbridge.launcher;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// What is shown when everything is ready: what there is, and what to do first.
record Screen(Installation installation, Workspace workspace, Ports ports) {
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    /// @param how how it runs
    void show(String how) {
        var token = new DevelopmentToken(DevelopmentToken.USER, DevelopmentToken.defaultTenant(), Set.of(), TOKEN_LIFE);
        String signed = token.sign(workspace);
        Terminal.say(whatThereIs()
                + itsToken(token, signed)
                + firstSteps(signed)
                + """
                %s Look after it with: %s status, logs, token, down%s
                """.formatted(how, installation.launcherName(), dataOption()));
    }

    private String whatThereIs() {
        return """

                ToolBridge is ready.

                  REST API   %1$s       (described at %1$s/openapi.json)
                  MCP        %2$s/mcp   (older clients: %2$s/sse)
                  log in     %3$s       (MCP clients find it by themselves)
                  data       %4$s

                """.formatted(ports.apiUrl(), ports.mcpUrl(), ports.identityUrl(), workspace.folder());
    }

    private static String itsToken(DevelopmentToken token, String signed) {
        return """
                Your token, as user %s of tenant %s, valid for %s hours:

                  %s

                """.formatted(token.user(), token.tenant(), token.life().toHours(), signed);
    }

    private String firstSteps(String token) {
        return """
                Make a first note:

                  curl %1$s/v1/notes -H 'Content-Type: application/json' -H 'Authorization: Bearer %3$s' \
                -d '{"title":"Hello","content":"My first note"}'

                Connect an assistant:

                  claude mcp add --transport http toolbridge %2$s/mcp --header 'Authorization: Bearer %3$s'

                Or leave the header away: then a login page opens, which takes any name (yours is %4$s) and
                this workspace's secret:

                  %5$s

                """.formatted(
                        ports.apiUrl(),
                        ports.mcpUrl(),
                        token,
                        DevelopmentToken.USER,
                        workspace.secrets().loginSecret().reveal());
    }

    private String dataOption() {
        Path folder = workspace.folder();
        return folder.equals(WorkspaceOption.defaultFolder()) ? "" : " --data " + folder;
    }
}
