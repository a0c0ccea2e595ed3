package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs the program `toolbridge-migrate` of a release, as the owner of a database. The program is made so that it goes
/// on where an earlier run has ended.
final class MigrationProgram {
    private static final Pattern STATE = Pattern.compile("\\(SQLSTATE ([0-9A-Z]{5})\\)");

    private final ReleaseProgram program;
    private final Duration limit;

    MigrationProgram(Duration limit) {
        this.program = new ReleaseProgram("toolbridge-migrate", "DATABASE_OWNER_URL", limit);
        this.limit = limit;
    }

    /// Runs it to its end, or to the limit of time.
    MigrationRun run(Path release, DatabaseUrl owner) throws InterruptedException {
        String server = owner.as(owner.user(), Optional.empty()).reveal();
        var run = new ReleaseProgram.Run(release, owner, List.of(), Map.of("DATABASE_URL", server));
        return switch (program.run(run, () -> {})) {
            case ReleaseProgram.End.Done _ -> new MigrationRun.Migrated();
            case ReleaseProgram.End.Late _ ->
                new MigrationRun.Passing(
                        "the migration took longer than " + limit.toSeconds() + " seconds and was stopped");
            case ReleaseProgram.End.Failed(String why) -> failure(why);
        };
    }

    private static MigrationRun failure(String why) {
        return isPassing(why) ? new MigrationRun.Passing(why) : new MigrationRun.Failed(why);
    }

    /// Reads the database's code from the sentence, as [dev.toolbridge.database.FailureWords] writes it.
    private static boolean isPassing(String words) {
        var state = STATE.matcher(words);
        return state.find() && DatabaseFailure.of(new SQLException("", state.group(1))) instanceof DatabaseUnavailable;
    }
}
