package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.WrittenStore;
import dev.toolbridge.connect.dotenv.EnvironmentFile;
import dev.toolbridge.connect.environment.ProjectEnvironment;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The choice of an environment.
final class EnvironmentOption {
    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "development",
            description = "development (the default), staging or production.")
    private String name;

    /// The choice of a program.
    static EnvironmentOption of(String name) {
        var option = new EnvironmentOption();
        option.name = name;
        return option;
    }

    ProjectEnvironment at(ProjectLink link) {
        return new ProjectEnvironment(link.api(), link.path(""), name);
    }

    /// The `.env` of the project's folder.
    EnvironmentFile file(Desk desk, ProjectLink link) {
        Path path = link.folder().path().resolve(".env");
        return new EnvironmentFile(
                path, new WrittenStore(desk.cache(), path, link.place().project() + " " + name));
    }

    String title(ProjectLink link) {
        return link.place().slug() + " " + name;
    }
}
