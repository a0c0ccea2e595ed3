package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.TenantsProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import java.util.stream.Collectors;

/// The text that is shown when a platform is ready.
record PlatformScreen(Workspace workspace, Ports ports, TypedCommands typed) {

    String text() {
        return whatThereIs() + firstSteps() + operators();
    }

    private String whatThereIs() {
        String servers = ServerPrograms.of(workspace.kind()).all().stream()
                .map(server -> server.row().at(server.url(ports)))
                .collect(Collectors.joining("\n"));
        return """

                ToolBridge is ready for tenants. Its pages for operators, where you sign in as %s with the secret below:

                  %s/console

                %s
                  router     %s       (http://SLUG.localhost:%s is a tenant's address)
                  data       %s

                """.formatted(
                        DevelopmentToken.USER,
                        TenantsProgram.SERVER.url(ports),
                        servers,
                        router(),
                        routerPort(),
                        workspace.folder());
    }

    private String firstSteps() {
        return """
                Make a tenant:

                  %1$s

                Make a first note there, as its user %2$s:

                  curl http://acme.localhost:%3$s/v1/notes -H 'Content-Type: application/json' \
                -H "Authorization: Bearer $(%4$s)" -d '{"title":"Hello","content":"My first note"}'

                Connect an assistant to the address on 127.0.0.1 that this shows, with /mcp behind it:

                  %5$s
                  claude mcp add --transport http acme ADDRESS/mcp --header "Authorization: Bearer $(%4$s)"

                """.formatted(
                        typed.ofPlatform("tenants create Acme --slug acme --admin ada@example.com"),
                        DevelopmentToken.USER,
                        routerPort(),
                        typed.of("token --tenant acme"),
                        typed.ofPlatform("tenants show acme"));
    }

    /// The token itself is never shown: text that is pasted from here stays in the history of a shell.
    private String operators() {
        return """
                User %1$s is an operator here. A token of theirs, and a key for other programs, are what these print:

                  %2$s
                  curl %3$s/admin/keys -H 'Content-Type: application/json' \
                -H "Authorization: Bearer $(%2$s)" -d '{"name":"mine","scopes":["platform:admin"]}'

                The login page takes any name, and this platform's secret:

                  %4$s

                """.formatted(
                        DevelopmentToken.USER,
                        typed.of("token"),
                        TenantsProgram.SERVER.url(ports),
                        workspace.secrets().reveal(SecretFile.LOGIN).reveal());
    }

    private String router() {
        return ports.url(TenantsProgram.ROUTER.name());
    }

    private String routerPort() {
        return Integer.toString(ports.of(TenantsProgram.ROUTER.name()));
    }
}
