package dev.toolbridge.connect.command;

import dev.toolbridge.connect.home.KeptKey;
import dev.toolbridge.connect.project.ProjectFolder;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Forgets the key of the folder's project.
@Command(
        name = "logout",
        description = "Forgets the key of this folder's project. The key itself lives until it is ended at the server.")
final class LogoutCommand implements Runnable {

    @Option(names = "--all", description = "Forgets the keys of all projects at this server.")
    private boolean isAll;

    private final Desk desk;

    LogoutCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        List<KeptKey> known = desk.credentials().at(desk.config().server());
        List<KeptKey> ended = isAll ? known : ofThisProject(known);
        ended.forEach(desk.credentials()::forget);
        ended.forEach(credential -> desk.screen().say("Forgot the key of " + credential.slug()));
        if (ended.isEmpty()) {
            desk.screen().say("There is no key to forget");
        }
    }

    private List<KeptKey> ofThisProject(List<KeptKey> known) {
        return switch (ProjectFolder.of(desk.machine().current()).named()) {
            case ProjectFolder.Named.ByWord(String word) ->
                known.stream().filter(credential -> credential.isFor(word)).toList();
            case ProjectFolder.Named.ByRepository(String address) -> {
                if (known.size() > 1) {
                    throw new CommandFailure("this folder has no marker, and there are keys of several projects for "
                            + address + " to belong to: --all forgets them");
                }
                yield known;
            }
        };
    }
}
