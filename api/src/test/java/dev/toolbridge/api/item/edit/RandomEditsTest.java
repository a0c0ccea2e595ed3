package dev.toolbridge.api.item.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random edits of random texts do what a plain model of them does, and miss where it misses.
class RandomEditsTest {

    /// `-Dedits.cases=1000000` tries more.
    private static final int CASES = Integer.getInteger("edits.cases", 50_000);

    private static final List<String> LETTERS =
            List.of("a", "A", "b", "\r\n", "\n", " ", "é", "e\u0301", "😀", "# a\n");

    @Test
    void doWhatThePlainModelDoes() {
        int misses = 0;
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            String text = text(random, 14);
            var edits = new ArrayList<ExactEdit>();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                edits.add(edit(random));
            }
            Optional<String> expected = model(text, edits);
            ObjectNode item = Json.object().put("content", text);
            try {
                new Edits(edits).apply(item);
                assertThat(Optional.of(item.path("content").asText()))
                        .as("seed " + seed)
                        .isEqualTo(expected);
            } catch (Refusal miss) {
                misses++;
                assertThat(expected).as("seed " + seed).isEmpty();
                assertThat(miss.code()).isEqualTo(ErrorCode.EDIT_MISSED);
            }
        }
        assertThat(misses).isBetween(CASES / 10, CASES * 9 / 10);
    }

    private static ExactEdit edit(Random random) {
        String find = text(random, 2) + LETTERS.get(random.nextInt(3));
        String text = text(random, 3);
        return switch (random.nextInt(5)) {
            case 0 -> new ExactEdit.Before("content", find, text);
            case 1 -> new ExactEdit.After("content", find, text);
            case 2 -> new ExactEdit.Append("content", text);
            case 3 -> new ExactEdit.Prepend("content", text);
            default -> new ExactEdit.Replace("content", find, text, 1 + random.nextInt(2));
        };
    }

    /// The text after the edits; empty if one of them misses.
    private static Optional<String> model(String text, List<ExactEdit> edits) {
        String edited = text;
        for (ExactEdit edit : edits) {
            Optional<String> next =
                    switch (edit) {
                        case ExactEdit.Append append -> Optional.of(edited + append.text());
                        case ExactEdit.Prepend prepend -> Optional.of(prepend.text() + edited);
                        case ExactEdit.Before before ->
                            replaced(edited, before.find(), before.text() + before.find(), 1);
                        case ExactEdit.After after -> replaced(edited, after.find(), after.find() + after.text(), 1);
                        case ExactEdit.Replace replace ->
                            replaced(edited, replace.find(), replace.text(), replace.count());
                        case ExactEdit.Section _ -> Optional.empty();
                    };
            if (next.isEmpty()) {
                return next;
            }
            edited = next.get();
        }
        return Optional.of(edited);
    }

    /// Cuts the text at each occurrence, one character after the other.
    private static Optional<String> replaced(String text, String find, String written, int count) {
        int all = 0;
        for (int place = 0; place < text.length(); place++) {
            all += text.startsWith(find, place) ? 1 : 0;
        }
        int apart = 0;
        var replaced = new StringBuilder();
        int place = 0;
        while (place < text.length()) {
            boolean isHere = text.startsWith(find, place);
            apart += isHere ? 1 : 0;
            replaced.append(isHere ? written : text.substring(place, place + 1));
            place += isHere ? find.length() : 1;
        }
        return all == count && apart == count ? Optional.of(replaced.toString()) : Optional.empty();
    }

    private static String text(Random random, int lettersMax) {
        var text = new StringBuilder();
        for (int left = random.nextInt(lettersMax + 1); left > 0; left--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }
}
