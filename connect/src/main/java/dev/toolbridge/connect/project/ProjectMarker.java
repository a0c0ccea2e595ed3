package dev.toolbridge.connect.project;

import dev.toolbridge.connect.edit.TomlText;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.home.TomlValue;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The file `.flukebase.toml`, which names the project of its folder and of all folders below.
///
/// @param word the project's slug, number or id
public record ProjectMarker(Path folder, String word) {
    /// The name of the file.
    public static final String FILE = ".flukebase.toml";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final List<String> TABLE = List.of("project");
    private static final String NAME = "name";

    /// The nearest marker above a folder.
    ///
    /// @throws CommandFailure if it names no project
    static Optional<ProjectMarker> find(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .filter(path -> Files.isRegularFile(path.resolve(FILE)))
                .findFirst()
                .map(ProjectMarker::read);
    }

    private static ProjectMarker read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Optional<String> word = TomlText.of(Files.readString(file))
                    .find(TABLE)
                    .map(ProjectMarker::named)
                    .flatMap(TomlValue::text);
            return new ProjectMarker(folder, checked(word.orElseThrow(() -> wrong(file))));
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file + " cannot be read", failed);
        } catch (UnreadableText unreadable) {
            throw new CommandFailure(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String named(SequencedMap<String, String> settings) {
        return settings.getOrDefault(NAME, "");
    }

    private static CommandFailure wrong(Path file) {
        return new CommandFailure(
                file + " names no project: it needs [project], and below it " + NAME + " = \"its slug, number or id\"");
    }

    /// A word for a project.
    ///
    /// @throws CommandFailure if no project can have it
    public static String checked(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new CommandFailure("'" + word + "' is no slug, number or id of a project");
        }
        return word;
    }

    /// Writes the marker of a folder that has none.
    public static ProjectMarker write(Path folder, String word) {
        Path file = folder.resolve(FILE);
        try {
            Files.writeString(
                    file,
                    TomlText.of("")
                            .with(TABLE, Map.of(NAME, "\"" + checked(word) + "\""))
                            .text());
            return new ProjectMarker(folder, word);
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file + " cannot be written", failed);
        }
    }
}
