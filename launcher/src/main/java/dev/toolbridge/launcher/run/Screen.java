package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.ApiProgram;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.SidecarProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.stream.Collectors;

/// The text that is shown when everything is ready: the servers, and the first steps.
///
/// @param typed the words of the commands that it names
record Screen(Workspace workspace, Ports ports, TypedCommands typed) {

    static Screen of(Installation installation, Workspace workspace, Ports ports) {
        return new Screen(workspace, ports, new TypedCommands(installation, workspace));
    }

    /// @param how the sentence about the way it runs
    void show(String how) {
        String all = workspace.kind() == WorkspaceKind.PLATFORM
                ? new PlatformScreen(workspace, ports, typed).text()
                : whatThereIs() + itsToken() + firstSteps();
        Terminal.say(all + """
                %s Look after it with: %s status, logs, token, down%s
                """.formatted(how, typed.launcher(), typed.option()));
    }

    private String whatThereIs() {
        String servers = ServerPrograms.of(workspace.kind()).all().stream()
                .map(server -> server.row().at(server.url(ports)))
                .collect(Collectors.joining("\n"));
        return """

                ToolBridge is ready. Its pages for people, where you sign in with any name and the secret below:

                  %s/console

                %s
                  data       %s

                """.formatted(ApiProgram.SERVER.url(ports), servers, workspace.folder());
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
        return typed.of("token");
    }
}
