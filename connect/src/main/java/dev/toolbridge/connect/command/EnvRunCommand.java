package dev.toolbridge.connect.command;

import dev.toolbridge.connect.dotenv.EnvironmentValue;
import dev.toolbridge.connect.environment.ProjectEnvironment;
import dev.toolbridge.connect.environment.ProjectEnvironment.Listed;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Runs a program with the variables of the project in its environment, and writes no file.
@Command(
        name = "run",
        description =
                "Runs a program with the project's variables in its environment; no file is written. The status is"
                        + " that of the program.")
final class EnvRunCommand implements Callable<Integer> {
    @Mixin
    private EnvironmentOption environment;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its words, behind --.")
    private List<String> command;

    private final Desk desk;

    EnvRunCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        ProjectLink link = ProjectLink.open(desk);
        ProjectEnvironment chosen = environment.at(link);
        List<Listed> listed = chosen.list();
        List<String> secrets = listed.stream()
                .filter(variable -> variable.value().isEmpty())
                .map(Listed::key)
                .toList();
        List<EnvironmentValue> revealed = chosen.reveal(secrets)
                .orElseThrow(() -> new CommandFailure("this machine's key may not see the secrets "
                        + String.join(", ", secrets) + ". Run: fbc login --reveal"));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.directory(desk.machine().current().toFile());
        builder.environment().remove(Desk.TOKEN);
        listed.forEach(variable ->
                variable.value().ifPresent(value -> builder.environment().put(variable.key(), value)));
        revealed.forEach(variable -> builder.environment().put(variable.key(), variable.value()));
        return status(builder);
    }

    private int status(ProcessBuilder builder) {
        try {
            Process program = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(program::destroy));
            return program.waitFor();
        } catch (IOException failed) {
            throw new CommandFailure("'" + command.getFirst() + "' cannot be run: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while the program runs", stopped);
        }
    }
}
