package dev.toolbridge.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.launcher.option.KindOption;
import dev.toolbridge.launcher.run.PartHealth;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.run.WorkspaceHealth;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.service.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the state of a workspace and the health of its parts.
@Command(
        name = "status",
        description = "Shows the health of each part, the versions, and the folder of the data.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all parts are ready", "1:some part is not ready", "3:the workspace does not run"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private KindOption data;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Workspace workspace = data.workspace();
        WorkspaceHealth health = WorkspaceHealth.of(workspace);
        Terminal.say(json ? asJson(health) : asText(health));
        return health.exitStatus();
    }

    private static String asJson(WorkspaceHealth health) {
        ObjectNode body = Json.object()
                .put("state", health.state())
                .put("version", VersionLine.NUMBER)
                .put("data", health.workspace().folder().toString())
                .put("database", health.database());
        for (PartHealth part : health.parts()) {
            body.withArray("parts").addPOJO(part);
        }
        return Json.text(body);
    }

    private static String asText(WorkspaceHealth health) {
        var text = new StringBuilder("ToolBridge " + VersionLine.NUMBER + ": " + health.state() + "\n");
        if (health.state().equals(WorkspaceHealth.UNSUPERVISED)) {
            text.append("  the program that looks after it has ended or stands still (Ctrl-Z): `up` takes over from")
                    .append(" one that has ended, `down` stops what runs\n");
        }
        text.append("  data       ").append(health.workspace().folder()).append('\n');
        health.parts().forEach(part -> text.append(part.line()).append('\n'));
        return text.toString().stripTrailing();
    }
}
