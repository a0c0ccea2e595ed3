package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.stored.Tokens;
import java.util.List;

/// The number of entries that one answer has room for.
public final class Fitting {
    /// The limit of a list, which has its content twice, and further members.
    private static final int TOKENS_MAX = Tokens.ANSWER_MAX / 2 - 100;

    private Fitting() {}

    /// The number of entries from the first on that fit into one answer.
    public static int count(List<ObjectNode> entries) {
        int tokensLeft = TOKENS_MAX;
        int count = 0;
        for (ObjectNode entry : entries) {
            tokensLeft -= Tokens.of(StoredText.line(entry));
            if (tokensLeft < 0) {
                return count;
            }
            count++;
        }
        return count;
    }
}
