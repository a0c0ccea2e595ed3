package dev.toolbridge.launcher;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What is shown when everything is ready: what there is, and what to do first.
record Screen(Installation installation, Workspace workspace, Ports ports) {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,=-]+");

    /// @param how how it runs
    void show(String how) {
        Terminal.say(whatThereIs()
                + itsToken()
                + firstSteps()
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

    /// The token itself is shown nowhere: what is pasted from here ends in the history of a shell.
    private String itsToken() {
        return """
                A token, as user %s of tenant %s, valid for %s hours, is what this prints:

                  %s

                """.formatted(
                DevelopmentToken.USER, DevelopmentToken.defaultTenant(), TokenCommand.USUAL_LIFE_HOURS, tokenCommand());
    }

    private String firstSteps() {
        return """
                Make a first note:

                  curl %1$s/v1/notes -H 'Content-Type: application/json' -H "Authorization: Bearer $(%3$s)" \
                -d '{"title":"Hello","content":"My first note"}'

                Connect an assistant:

                  claude mcp add --transport http toolbridge %2$s/mcp --header "Authorization: Bearer $(%3$s)"

                Or leave the header away: then a login page opens, which takes any name (yours is %4$s) and
                this workspace's secret:

                  %5$s

                """.formatted(
                        ports.apiUrl(),
                        ports.mcpUrl(),
                        tokenCommand(),
                        DevelopmentToken.USER,
                        workspace.secrets().loginSecret().reveal());
    }

    private String tokenCommand() {
        return word(installation.launcherName()) + " token" + dataOption();
    }

    private String dataOption() {
        Path folder = workspace.folder();
        return folder.equals(WorkspaceOption.defaultFolder()) ? "" : " --data " + word(folder.toString());
    }

    /// One word for a shell.
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
