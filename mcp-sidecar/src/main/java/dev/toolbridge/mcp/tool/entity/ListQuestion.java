package dev.toolbridge.mcp.tool.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.query.QueryArguments;
import dev.toolbridge.mcp.tool.query.QueryText;
import dev.toolbridge.mcp.tool.query.Spelling;
import java.util.List;
import java.util.Optional;

/// The question of a list: its conditions, its order, and the place to continue from.
record ListQuestion(QueryArguments query, Optional<String> cursor, boolean includeDeleted) {
    private static final String NEWEST_FIRST = "changed.desc";

    static ListQuestion of(EntityType type, Arguments arguments) {
        return new ListQuestion(
                QueryArguments.of(arguments, Spelling.ofQueries(List.of(type))),
                arguments.text(Parameters.CURSOR).filter(text -> !text.isEmpty()),
                arguments.flag(Parameters.INCLUDE_DELETED));
    }

    String order() {
        return query.order().map(QueryText::inApi).orElse(NEWEST_FIRST);
    }

    /// The order in words.
    String orderInWords() {
        return query.order().isPresent() ? "in the order asked for" : "newest change first";
    }
}
