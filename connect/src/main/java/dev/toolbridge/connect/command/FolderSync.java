package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.PlaceStore;
import dev.toolbridge.connect.cache.QueueStore;
import dev.toolbridge.connect.dotenv.EnvironmentFile;
import dev.toolbridge.connect.environment.EnvironmentPlan;
import dev.toolbridge.connect.environment.ProjectEnvironment;
import dev.toolbridge.connect.sync.MemorySync;
import dev.toolbridge.connect.sync.SyncLock;
import java.util.Optional;
import java.util.function.Consumer;

/// The exchange of a folder with its project: memories, then `.env`.
///
/// @param withEnvironment true if `.env` is written
/// @param isForced true if the project's variables win over others in `.env`
record FolderSync(
        Desk desk, ProjectLink link, EnvironmentOption environment, boolean withEnvironment, boolean isForced) {

    /// Exchanges once, alone on this machine.
    ///
    /// @param remarks takes what a person should know about `.env`
    MemorySync.Outcome run(Consumer<String> remarks) {
        ProjectEnvironment chosen = environment.at(link);
        var queue = new QueueStore(desk.cache(), link.place());
        return SyncLock.alone(desk.home(), () -> {
            var outcome = new MemorySync(link.api(), link.space(""), new PlaceStore(queue.cache()), queue).run();
            if (withEnvironment) {
                write(chosen, remarks);
            }
            return outcome;
        });
    }

    private void write(ProjectEnvironment chosen, Consumer<String> remarks) {
        EnvironmentFile file = environment.file(desk, link);
        var plan = new EnvironmentPlan(file, chosen.list(), isForced);
        EnvironmentFile.Update update = plan.update(chosen, environment.title(link), link.mayReveal());
        EnvironmentFile.Result result = file.update(update, new EnvironmentFile.Mode(isForced, false), remarks);
        result.report().sentences().forEach(sentence -> remarks.accept(".env: these keys " + sentence));
        if (result.changes()) {
            desk.screen().say("Wrote " + file.path());
        }
    }

    /// Tells the person what was exchanged.
    void say(MemorySync.Outcome outcome) {
        desk.screen().say(sentence(outcome));
        dispute(outcome).ifPresent(desk.screen()::remark);
    }

    String sentence(MemorySync.Outcome outcome) {
        return "Sync complete: " + link.place().slug() + ", " + outcome.sent() + " sent, " + outcome.received()
                + " received";
    }

    /// A sentence about the changes that the project did not take as they were; empty if there are none.
    Optional<String> dispute(MemorySync.Outcome outcome) {
        return outcome.differing() + outcome.refused() == 0
                ? Optional.empty()
                : Optional.of(outcome.differing() + " changes were merged or decided by the project, "
                        + outcome.refused() + " were refused; see: fbc conflicts");
    }
}
