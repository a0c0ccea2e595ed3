package dev.toolbridge.api.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of the answers of search.
public final class SearchSchemas {
    static final String HITS = "search_hits";
    private static final String HIT = "search_hit";
    private static final String TITLE = "title";

    private SearchSchemas() {}

    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(HIT, hit());
        schemas.put(HITS, page());
        return schemas;
    }

    private static ObjectNode page() {
        return Schema.object("hits", "hasMore", "mode", "meaning")
                .with("hits", Schema.arrayOf(Schema.reference(HIT)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .with("mode", Schema.choice(List.of(SearchRoutes.LEXICAL)))
                .with("meaning", Schema.choice(List.of("off")))
                .with("behind", Schema.whole(1))
                .with("reason", Schema.choice(List.of("only_stop_words", "only_excluded_words", "no_words")))
                .schema();
    }

    private static ObjectNode hit() {
        return Schema.object("type", "uid", "version", "updatedAt", TITLE, "snippets", "ranks", "why")
                .with("type", type())
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .with("updatedAt", Schema.time())
                .with(TITLE, Schema.text())
                .with("parent", parent())
                .with("snippets", Schema.arrayOf(snippet()).put("maxItems", Snippet.COUNT_MAX))
                .with("ranks", ranks())
                .with("why", Schema.choice(List.of("words", TITLE)))
                .with("partlyIndexed", Schema.flag())
                .schema();
    }

    private static ObjectNode parent() {
        return Schema.object("type", "uid")
                .with("type", type())
                .with("uid", Schema.uuid())
                .with(TITLE, Schema.text())
                .schema();
    }

    private static ObjectNode snippet() {
        var mark = Schema.arrayOf(Schema.whole(0, Snippet.CHARACTERS_MAX));
        return Schema.object("field", "text", "marks")
                .with("field", Schema.text())
                .with("text", Schema.text().put("maxLength", Snippet.CHARACTERS_MAX))
                .with("marks", Schema.arrayOf(mark.put("minItems", 2).put("maxItems", 2)))
                .schema();
    }

    private static ObjectNode ranks() {
        return Schema.object()
                .with("words", Schema.whole(1))
                .with(TITLE, Schema.whole(1))
                .schema();
    }

    private static ObjectNode type() {
        return Schema.choice(Entities.ALL.stream().map(EntityType::name).toList());
    }
}
