package dev.toolbridge.api.intake;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.reader.FieldMap;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The choices of an import as query parameters, which become the words of the command line.
final class ImportChoices {
    private static final int NAME_MAX = 255;
    private static final int MAP_MAX = 10_000;
    private static final String NAME_FORM = "^[^\\u0000-\\u001f\\u007f/\\\\]*[^\\u0000-\\u0020\\u007f/\\\\]$";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME_FORM);

    private static final List<String> FORMATS = Stream.concat(
                    Stream.of(Readers.AUTO, Archive.FORMAT),
                    Readers.ALL.stream().map(Reader::format))
            .toList();

    static final Parameter NAME = Parameter.query(
                    "name",
                    "The name of the file, as the user knows it; some formats are recognised by its ending.",
                    Schema.text(NAME_FORM, NAME_MAX))
            .required();
    private static final Parameter FORMAT = Parameter.query(
            "format",
            "The format of the file; by default the one that is recognised.",
            Schema.choice(FORMATS).put("default", Readers.AUTO));
    private static final Parameter TASKS =
            flag("tasks", "Whether boxes, and rows with a status and a date, become tasks.");
    private static final Parameter TRASH = flag("trash", "Whether what is in the trash there comes too.");
    private static final Parameter BRANCHES = flag("branches", "Whether all branches of chats come.");
    private static final Parameter SPLIT =
            flag("split", "Whether an item over the limit is cut into parts, instead of refused.");
    private static final Parameter INTO =
            Parameter.query("into", "The task list for tasks whose source names none.", Schema.uuid());
    private static final Parameter MAP = Parameter.query(
            "map", "The fields of a table: `task:title=Name,dueDate=Due on`.", Schema.text("^[^\\u0000]+$", MAP_MAX));

    private static final List<Parameter> FLAGS = List.of(TASKS, TRASH, BRANCHES, SPLIT);

    private ImportChoices() {}

    /// All of them.
    static Parameter[] parameters() {
        return new Parameter[] {NAME, FORMAT, TASKS, TRASH, BRANCHES, SPLIT, INTO, MAP};
    }

    private static Parameter flag(String name, String meaning) {
        return Parameter.query(name, meaning, Schema.flag().put("default", false));
    }

    /// The name of the file.
    static String name(Request request) {
        String name = request.queryValue(NAME.name()).orElse("");
        if (name.length() > NAME_MAX || !NAME_PATTERN.matcher(name).matches()) {
            throw invalid(NAME, "the name of a file, of 1 to " + NAME_MAX + " characters");
        }
        return name;
    }

    /// The words for the readers.
    static List<String> words(Request request) {
        var words = new ArrayList<String>();
        request.queryValue(FORMAT.name()).ifPresent(format -> words.add("format=" + known(format)));
        FLAGS.stream().filter(flag -> ParameterValues.flag(request, flag)).forEach(flag -> words.add(flag.name()));
        request.queryValue(INTO.name())
                .ifPresent(text -> words.add(
                        "into=" + UidForm.read(text).orElseThrow(() -> invalid(INTO, "the UUID of a task list"))));
        request.queryValue(MAP.name()).ifPresent(text -> words.add("map=" + map(text)));
        return List.copyOf(words);
    }

    private static String known(String format) {
        if (!FORMATS.contains(format)) {
            throw invalid(FORMAT, "one of " + String.join(", ", FORMATS));
        }
        return format;
    }

    private static String map(String text) {
        try {
            if (text.length() > MAP_MAX || text.indexOf('\0') >= 0) {
                throw invalid(MAP, "up to " + MAP_MAX + " characters");
            }
            FieldMap.parse(text);
            return text;
        } catch (ReadRefusal wrong) {
            throw invalid(MAP, Optional.ofNullable(wrong.getMessage()).orElse("a map of fields"));
        }
    }

    private static Refusal invalid(Parameter parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid query parameter " + parameter.name())
                .fact("field", parameter.name())
                .fact("expected", expected);
    }
}
