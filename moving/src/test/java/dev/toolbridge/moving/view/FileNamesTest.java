package dev.toolbridge.moving.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that every system takes.
class FileNamesTest {
    private static final UUID ONE = UUID.fromString("0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b");
    private static final UUID OTHER = UUID.fromString("0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5c");

    private final FileNames names = new FileNames();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Groceries | Groceries.md",
                "a/b\\c:d*e | a b c d e.md",
                "../../etc/passwd | etc passwd.md",
                ".hidden. | hidden.md",
                "con | _con.md",
                "LPT1.draft | _LPT1.draft.md",
                "com¹ | _com¹.md",
                "console | console.md",
                "'a\u202Etxt.exe' | atxt.exe.md",
                "plan.excalidraw | plan excalidraw.md",
                "'' | untitled.md",
                "'\u0007 \u2028' | untitled.md",
                "مرحبا | مرحبا.md"
            })
    void followsFromTheTitle(String title, String name) {
        assertThat(names.of("notes", title, ONE)).isEqualTo("notes/" + name);
    }

    @Test
    void noTwoAreAlike() {
        assertThat(names.of("notes", "Straße", ONE)).isEqualTo("notes/Straße.md");
        assertThat(names.of("notes", "STRASSE", OTHER)).isEqualTo("notes/STRASSE " + OTHER + ".md");
        assertThat(names.of("lists", "straße", OTHER)).isEqualTo("lists/straße.md");
        assertThat(names.of("notes", "cafe\u0301", ONE)).isEqualTo("notes/cafe\u0301.md");
        assertThat(names.of("notes", "CAFÉ", OTHER)).contains(OTHER.toString());
        assertThat(names.of("notes", "x " + OTHER, ONE)).isEqualTo("notes/x " + OTHER + ".md");
        assertThat(names.of("notes", "x", ONE)).isEqualTo("notes/x.md");
        assertThat(names.of("notes", "X", OTHER)).isEqualTo("notes/X " + OTHER + "'.md");
    }

    @Test
    void isCutAtItsLimit() {
        assertThat(names.of("n", "a".repeat(117), ONE)).isEqualTo("n/" + "a".repeat(117) + ".md");
        assertThat(names.of("n", "b".repeat(118), ONE)).isEqualTo("n/" + "b".repeat(117) + ".md");
        for (String title : new String[] {"😀".repeat(200), "e\u0301".repeat(200), "é".repeat(300)}) {
            String name = names.of("n", title, ONE).substring(2);
            String again = names.of("n", title, OTHER).substring(2);
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(110, FileNames.BYTES_MAX);
            assertThat(again.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(110, FileNames.BYTES_MAX);
            assertThat(title).startsWith(name.substring(0, name.length() - ".md".length()));
            assertThat(again).contains(OTHER.toString());
        }
    }
}
