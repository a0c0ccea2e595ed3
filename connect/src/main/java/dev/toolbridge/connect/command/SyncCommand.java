package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.QueueStore;
import dev.toolbridge.connect.environment.EnvironmentPlan;
import dev.toolbridge.connect.environment.ProjectEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings the folder and its project in step.
@Command(
        name = "sync",
        description =
                "Sends the memories that wait here, receives those of the others, and writes the project's variables"
                        + " into .env.")
final class SyncCommand implements Runnable {
    @Mixin
    private EnvironmentOption environment;

    @Option(names = "--dry-run", description = "Shows what waits here and what .env would become, and changes nothing.")
    private boolean isTrial;

    @Option(names = "--no-env", description = "Leaves .env alone.")
    private boolean isWithoutEnvironment;

    @Option(names = "--no-mcp", description = "Leaves the settings of assistants alone.")
    private boolean isWithoutAssistants;

    @Option(names = "--force", description = "Takes the project's variables where .env has others; it is copied first.")
    private boolean isForced;

    private final Desk desk;

    SyncCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        ProjectEnvironment chosen = environment.at(link);
        desk.cache().check();
        if (isTrial) {
            var queue = new QueueStore(desk.cache(), link.place());
            desk.screen().say(queue.all().size() + " changes of memories wait to be sent");
            if (!isWithoutEnvironment) {
                new EnvironmentPlan(environment.file(desk, link), chosen.list(), isForced)
                        .differences()
                        .forEach(desk.screen()::say);
            }
            return;
        }
        var folder = new FolderSync(desk, link, environment, !isWithoutEnvironment, isForced);
        if (!isWithoutAssistants) {
            AssistantSettings.keep(desk, link);
        }
        folder.say(folder.run(desk.screen()::remark));
    }
}
