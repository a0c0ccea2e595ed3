package dev.toolbridge.moving.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The files of conversations in exports of assistants: `conversations.json`, or its parts with numbers.
public final class ConversationFiles {
    private static final Pattern NAME = Pattern.compile("(?i)conversations(-\\d+)?\\.json");

    private ConversationFiles() {}

    /// True for such a file, by its name.
    public static boolean isOne(SourceMember member) {
        return NAME.matcher(member.name()).matches();
    }

    /// True if the first conversation of a file has the form of a program.
    public static boolean begin(Source source, Predicate<JsonNode> form) throws IOException {
        return source.holds(member -> isOne(member) && form.test(Elements.first(member)));
    }

    /// Gives each conversation with its place.
    public static void read(Source source, ItemOutput items, BiConsumer<JsonNode, String> taker) throws IOException {
        for (SourceMember member : source.members()) {
            if (isOne(member)) {
                Elements.read(member, items, taker);
            }
        }
    }
}
