package dev.toolbridge.moving;

import dev.toolbridge.moving.calendar.CalendarReader;
import dev.toolbridge.moving.chatgpt.ChatGptReader;
import dev.toolbridge.moving.claude.ClaudeReader;
import dev.toolbridge.moving.evernote.EvernoteReader;
import dev.toolbridge.moving.keep.KeepReader;
import dev.toolbridge.moving.markdown.MarkdownReader;
import dev.toolbridge.moving.notion.NotionReader;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.ReadRefusal.Reason;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.table.TableReader;
import dev.toolbridge.moving.todoist.TodoistReader;
import java.io.IOException;
import java.util.List;

/// The table of readers. The first that recognises a source reads it, so the exact ones come first.
public final class Readers {

    /// Every reader.
    public static final List<Reader> ALL = List.of(
            new ChatGptReader(),
            new ClaudeReader(),
            new EvernoteReader(),
            new TodoistReader(),
            new CalendarReader(),
            new KeepReader(),
            new NotionReader(),
            new MarkdownReader(),
            new TableReader());

    /// The name that asks for the first reader that recognises the source.
    public static final String AUTO = "auto";

    private Readers() {}

    /// The reader of that format, or the one that recognises the source.
    ///
    /// @throws ReadRefusal if there is none, or if the source is not of the format
    public static Reader choose(String format, Source source) throws IOException {
        return format.equals(AUTO) ? recognise(source) : named(format, source);
    }

    /// A vault of notes may hold files of any program; its settings say what it is.
    private static Reader recognise(Source source) throws IOException {
        if (MarkdownReader.isVault(source)) {
            return new MarkdownReader();
        }
        for (Reader reader : ALL) {
            if (reader.recognises(source)) {
                return reader;
            }
        }
        throw new ReadRefusal(Reason.UNKNOWN_FORMAT, source.name() + " is not an export that is known here.");
    }

    private static Reader named(String format, Source source) throws IOException {
        var reader = ALL.stream()
                .filter(known -> known.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new ReadRefusal(Reason.UNKNOWN_FORMAT, "There is no format " + format + "."));
        if (!reader.recognises(source)) {
            throw new ReadRefusal(
                    Reason.OTHER_FORMAT, source.name() + " is not an export of " + reader.program() + ".");
        }
        return reader;
    }
}
