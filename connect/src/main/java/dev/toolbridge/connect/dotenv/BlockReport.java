package dev.toolbridge.connect.dotenv;

import java.util.ArrayList;
import java.util.List;

/// The keys of a block that a person should know of, by the reason for which they are not as the project has them.
///
/// @param outside keys that are set outside the block, where they stay
/// @param edited keys that were changed in the block, and stay so
/// @param unwritable keys whose values no form of quoting keeps for every reader
/// @param hidden secret keys that this machine may not see
public record BlockReport(List<String> outside, List<String> edited, List<String> unwritable, List<String> hidden) {
    public BlockReport {
        outside = List.copyOf(outside);
        edited = List.copyOf(edited);
        unwritable = List.copyOf(unwritable);
        hidden = List.copyOf(hidden);
    }

    /// A sentence for each reason that there is.
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        add(
                sentences,
                outside,
                "stand outside the block of fbc and stay as they are (--force writes the project's too): ");
        add(sentences, edited, "were changed in the block of fbc and stay so (--force takes the project's): ");
        add(sentences, unwritable, "have values that not every reader of .env reads alike (use fbc env run): ");
        add(sentences, hidden, "are secret, and this machine's key may not see them: ");
        return List.copyOf(sentences);
    }

    private static void add(List<String> sentences, List<String> keys, String reason) {
        if (!keys.isEmpty()) {
            sentences.add(reason + String.join(", ", keys));
        }
    }
}
