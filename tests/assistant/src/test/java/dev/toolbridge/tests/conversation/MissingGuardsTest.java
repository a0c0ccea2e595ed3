package dev.toolbridge.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.tests.process.Mutant;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each guard of assistants' work is missed by a conversation: one server lacks all of them.
class MissingGuardsTest {
    private static ReviewedWorkspace workspace;
    private static LossyRelay relay;

    /// Code that keeps an assistant's work exact, and the conversation that goes wrong without it.
    enum Guard {
        COUNT("item/edit/Edits.java", "if (occurrences.count() != count) {", "if (occurrences.count() == 0) {"),
        EXACT_TEXT(
                "item/edit/Occurrences.java",
                "int[] fallbacks = fallbacks(find);",
                "find = java.text.Normalizer.normalize(find, java.text.Normalizer.Form.NFC);"
                        + " text = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC);"
                        + " int[] fallbacks = fallbacks(find);"),
        LATER_EDITS("undo/FieldUndo.java", "undo.keep(from, to);", "undo.takeBack(from, to);"),
        SEEN(
                "proposal/Approvals.java",
                "if (!proposal.seen().equals(order.seen())) {",
                "if (order.seen().isEmpty()) {"),
        ACTING_PARTY("access/Approvers.java", ".filter(token -> token.actor().isEmpty())", "");

        private final String file;
        private final String source;
        private final String without;

        Guard(String file, String source, String without) {
            this.file = file;
            this.source = source;
            this.without = without;
        }

        Path gap() {
            return Mutant.ofApi(file, source, without);
        }

        String job() {
            return switch (this) {
                case COUNT -> "an-edit-that-counts";
                case EXACT_TEXT -> "two-forms-of-one-letter";
                case LATER_EDITS -> "undo-around-a-person";
                case SEEN -> "approving-what-was-seen";
                case ACTING_PARTY -> "approving-for-somebody-else";
            };
        }

        /// A part of the answer that shows what went wrong.
        String wrong() {
            return switch (this) {
                case COUNT -> "+li li li";
                case EXACT_TEXT -> "is edited, version 2";
                case LATER_EDITS -> "\"content\":\"Buy milk.";
                case SEEN, ACTING_PARTY -> "\"state\":\"applied\"";
            };
        }
    }

    @BeforeAll
    static void start() {
        workspace = ReviewedWorkspace.instance()
                .with(List.of(Guard.values()).stream().map(Guard::gap).toList());
        relay = new LossyRelay(workspace.api().server().address().getPort());
    }

    @AfterAll
    static void stop() {
        relay.close();
        workspace.sidecar().close();
        workspace.api().close();
    }

    @ParameterizedTest
    @EnumSource
    void aConversationGoesWrongWithoutIt(Guard guard) {
        Person person = workspace.person(guard.job() + "-" + UUID.randomUUID());
        var conversation = new Conversation(
                ConversationsTest.script(guard.job()),
                person,
                workspace.sidecar().server(),
                relay);

        assertThat(workspace.api().isReady()).isTrue();
        assertThatThrownBy(conversation::play)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(guard.wrong());
    }
}
