package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.Cache;
import dev.toolbridge.connect.cache.PlaceStore;
import dev.toolbridge.connect.cache.QueueStore;
import dev.toolbridge.connect.dotenv.EnvironmentFile;
import dev.toolbridge.connect.environment.EnvironmentPlan;
import dev.toolbridge.connect.environment.ProjectEnvironment;
import dev.toolbridge.connect.sync.MemorySync;
import dev.toolbridge.connect.sync.SyncLock;
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
        Cache cache = desk.cache();
        cache.check();
        var queue = new QueueStore(cache, link.place());
        if (isTrial) {
            desk.screen().say(queue.all().size() + " changes of memories wait to be sent");
            if (!isWithoutEnvironment) {
                new EnvironmentPlan(environment.file(desk, link), chosen.list(), isForced)
                        .differences()
                        .forEach(desk.screen()::say);
            }
            return;
        }
        MemorySync.Outcome outcome = SyncLock.alone(desk.home(), () -> exchange(link, chosen, queue));
        desk.screen()
                .say("Sync complete: " + link.place().slug() + ", " + outcome.sent() + " sent, " + outcome.received()
                        + " received");
        if (outcome.differing() + outcome.refused() > 0) {
            desk.screen()
                    .remark(outcome.differing() + " changes were merged or decided by the project, " + outcome.refused()
                            + " were refused; see: fbc conflicts");
        }
    }

    private MemorySync.Outcome exchange(ProjectLink link, ProjectEnvironment chosen, QueueStore queue) {
        var outcome = new MemorySync(link.api(), link.space(""), new PlaceStore(queue.cache()), queue).run();
        if (!isWithoutEnvironment) {
            writeEnvironment(link, chosen);
        }
        return outcome;
    }

    private void writeEnvironment(ProjectLink link, ProjectEnvironment chosen) {
        EnvironmentFile file = environment.file(desk, link);
        var plan = new EnvironmentPlan(file, chosen.list(), isForced);
        EnvironmentFile.Update update = plan.update(chosen, environment.title(link), link.mayReveal());
        var mode = new EnvironmentFile.Mode(isForced, false);
        EnvironmentFile.Result result = file.update(update, mode, desk.screen()::remark);
        result.report().sentences().forEach(sentence -> desk.screen().remark(".env: these keys " + sentence));
        if (result.changes()) {
            desk.screen().say("Wrote " + file.path());
        }
    }
}
