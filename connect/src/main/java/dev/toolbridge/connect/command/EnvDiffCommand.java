package dev.toolbridge.connect.command;

import dev.toolbridge.connect.environment.EnvironmentPlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares the `.env` with the project, by keys.
@Command(
        name = "diff",
        description = "Shows the keys in which .env differs from the project, and no value: + comes with the next sync,"
                + " - goes, ~ gets another value, ! was changed here and stays.")
final class EnvDiffCommand implements Runnable {
    @Mixin
    private EnvironmentOption environment;

    private final Desk desk;

    EnvDiffCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        var plan = new EnvironmentPlan(
                environment.file(desk, link), environment.at(link).list(), false);
        List<String> differences = plan.differences();
        differences.forEach(desk.screen()::say);
        if (differences.isEmpty()) {
            desk.screen().remark(".env is as the project has it");
        }
    }
}
