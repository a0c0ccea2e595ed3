package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.ApiProgram;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.SidecarProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceFolder;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text that is shown when everything is ready: the servers, and the first steps.
record Screen(Installation installation, Workspace workspace, Ports ports) {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,=-]+");

    /// @param how the sentence about the way it runs
    void show(String how) {
        Terminal.say(whatThereIs()
                + itsToken()
                + firstSteps()
                + """
                %s Look after it with: %s status, logs, token, down%s
                """.formatted(how, installation.launcherName(), dataOption()));
    }

    private String whatThereIs() {
        String servers = ServerPrograms.ALL.stream()
                .map(server -> server.row().at(server.url(ports)))
                .collect(Collectors.joining("\n"));
        return """

                ToolBridge is ready.

                %s
                  data       %s

                """.formatted(servers, workspace.folder());
    }

    /// The token itself is never shown: text that is pasted from here stays in the history of a shell.
    private String itsToken() {
        return """
                A token, as user %s of tenant %s, valid for %s hours, is what this prints:

                  %s

                """.formatted(
                        DevelopmentToken.USER,
                        DevelopmentToken.defaultTenant(),
                        DevelopmentToken.USUAL_LIFE_HOURS,
                        tokenCommand());
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
                        ApiProgram.SERVER.url(ports),
                        SidecarProgram.SERVER.url(ports),
                        tokenCommand(),
                        DevelopmentToken.USER,
                        workspace.secrets().reveal(SecretFile.LOGIN).reveal());
    }

    private String tokenCommand() {
        return word(installation.launcherName()) + " token" + dataOption();
    }

    private String dataOption() {
        Path folder = workspace.folder();
        return folder.equals(WorkspaceFolder.usual()) ? "" : " --data " + word(folder.toString());
    }

    /// One word for a shell.
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
