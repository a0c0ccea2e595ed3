package dev.toolbridge.connect.command;

import dev.toolbridge.connect.project.Git;
import dev.toolbridge.connect.project.ProjectFolder;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// Checks what `fbc` needs, one after the other, and says what to do.
@Command(name = "doctor", description = "Checks everything that fbc needs, and says what to do (status 1 if it fails).")
final class DoctorCommand implements Callable<Integer> {
    private final Desk desk;

    DoctorCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var checks = new LinkedHashMap<String, Supplier<String>>();
        checks.put("folder", () -> desk.home().existing().toString());
        checks.put("settings", () -> desk.config().server().toString());
        checks.put("keys", this::keys);
        checks.put(
                "project",
                () -> ProjectFolder.of(desk.machine().current()).path().toString());
        checks.put("server", () -> ProjectLink.open(desk).project().path("slug").asText());
        checks.put(".env", this::environmentFile);
        return checks.entrySet().stream().mapToInt(this::check).max().orElse(0);
    }

    private int check(Map.Entry<String, Supplier<String>> check) {
        try {
            desk.screen()
                    .say("ok   %-9s %s"
                            .formatted(check.getKey(), check.getValue().get()));
            return 0;
        } catch (CommandFailure failed) {
            desk.screen().say("FAIL %-9s %s".formatted(check.getKey(), failed.getMessage()));
            return 1;
        }
    }

    private String keys() {
        if (desk.givenKey().isPresent()) {
            return "that of " + Desk.TOKEN;
        }
        int count = desk.credentials().at(desk.config().server()).size();
        if (count == 0) {
            throw new CommandFailure("there is none for this server. Run: fbc login");
        }
        return Integer.toString(count);
    }

    private String environmentFile() {
        var file = ProjectFolder.of(desk.machine().current()).path().resolve(".env");
        var git = new Git(file.getParent());
        if (git.tracks(file)) {
            throw new CommandFailure(file + " is tracked by git: `git rm --cached .env`, and enter it into .gitignore");
        }
        return git.ignores(file) ? file.toString() : file + " (not in .gitignore)";
    }
}
