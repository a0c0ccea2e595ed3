package dev.toolbridge.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The words of one author go, those of others stay.
class TextUndoTest {

    @Test
    void takesChangesBack() {
        assertThat(undone("a b c", "a x c", null)).isEqualTo("a b c");
    }

    @Test
    void keepsWhatOthersWroteElsewhere() {
        assertThat(undone("Buy milk.\n", "Buy milk and eggs.\n", "Please buy milk and eggs.\nAnd call Ann.\n"))
                .isEqualTo("Please buy milk.\nAnd call Ann.\n");
    }

    @Test
    void keepsWhatOthersWroteInsideInsertedWords() {
        assertThat(undone("Buy.", "Buy milk and eggs.", "Buy milk and ten eggs."))
                .isEqualTo("Buyten .");
    }

    @Test
    void keepsReplacedWordsThatOthersReplaced() {
        var undo = new TextUndo("Call Ann. Buy milk.");
        undo.takeBack("Call Ann. Buy milk.", "Call Bob. Buy tea.");
        undo.keep("Call Bob. Buy tea.", "Call Carl. Buy tea.");

        assertThat(undo.apply("Call Carl. Buy tea.")).isEqualTo("Call Carl. Buy milk.");
        assertThat(undo.isPartial()).isTrue();
    }

    private static String undone(String before, String changed, String later) {
        var undo = new TextUndo(before);
        undo.takeBack(before, changed);
        if (later != null) {
            undo.keep(changed, later);
        }
        assertThat(undo.isPartial()).isFalse();
        return undo.apply(later == null ? changed : later);
    }
}
