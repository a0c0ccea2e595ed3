package dev.toolbridge.connect.project;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.Optional;

/// A folder that belongs to a project.
///
/// @param path the folder of the marker, else of the repository; `.env` stands there
/// @param named the name of the project
public record ProjectFolder(Path path, Named named) {

    /// The ways to name a project.
    public sealed interface Named {
        /// By its slug, number or id.
        record ByWord(String word) implements Named {}

        /// By the address of its repository.
        record ByRepository(String address) implements Named {}
    }

    /// The project of a folder; empty if neither a marker nor a repository names one.
    public static Optional<ProjectFolder> find(Path current) {
        Optional<ProjectFolder> marked = ProjectMarker.find(current)
                .map(marker -> new ProjectFolder(marker.folder(), new Named.ByWord(marker.word())));
        return marked.or(() -> new Git(current)
                .origin()
                .map(address -> new ProjectFolder(Git.root(current).orElseThrow(), new Named.ByRepository(address))));
    }

    /// The project of a folder.
    ///
    /// @throws CommandFailure if nothing names one
    public static ProjectFolder of(Path current) {
        return find(current)
                .orElseThrow(() -> new CommandFailure("no project belongs to " + current + ": run `fbc login --project"
                        + " SLUG` here, or write a " + ProjectMarker.FILE));
    }
}
