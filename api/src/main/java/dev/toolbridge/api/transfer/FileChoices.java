package dev.toolbridge.api.transfer;

import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.reader.FieldMap;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.service.config.SettingError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The choices of an import of files, as the command line hands them on: `name` or `name=value`.
///
/// @param format the format, or the name that asks for the one that is recognised
/// @param report the file for the report
public record FileChoices(String format, ReadOptions options, Optional<Path> report) {
    /// The format that asks for the one that is recognised.
    public static final String AUTO = Readers.AUTO;

    private static final FileChoices NONE = new FileChoices(AUTO, ReadOptions.NONE, Optional.empty());

    /// Reads the choices.
    ///
    /// @throws SettingError naming one that is not known
    public static FileChoices of(List<String> words) {
        FileChoices choices = NONE;
        for (String word : words) {
            int equal = word.indexOf('=');
            String name = equal < 0 ? word : word.substring(0, equal);
            choices = choices.with(name, word.substring(equal + 1));
        }
        return choices;
    }

    private FileChoices with(String name, String value) {
        return switch (name) {
            case "format" -> new FileChoices(value, options, report);
            case "report" -> new FileChoices(format, options, Optional.of(Path.of(value)));
            case "tasks" -> with(options.withTasks());
            case "trash" -> with(options.withTrash());
            case "branches" -> with(options.withBranches());
            case "split" -> with(options.withSplit());
            case "into" -> with(options.withInto(list(value)));
            case "map" -> with(options.withMap(FieldMap.parse(value)));
            default -> throw new SettingError("there is no choice " + name);
        };
    }

    private FileChoices with(ReadOptions chosen) {
        return new FileChoices(format, chosen, report);
    }

    private static UUID list(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw new SettingError("--into must be the uid of a task list");
        }
    }
}
