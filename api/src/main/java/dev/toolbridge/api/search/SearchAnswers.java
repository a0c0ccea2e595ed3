package dev.toolbridge.api.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.References;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search.Found;
import dev.toolbridge.api.search.Search.Hit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hits as clients read them, with literal snippets, and with the titles of parents that the caller may read.
final class SearchAnswers {
    private final Search search;
    private final Caller caller;
    private final SearchQuestion question;

    SearchAnswers(Search search, Caller caller, SearchQuestion question) {
        this.search = search;
        this.caller = caller;
        this.question = question;
    }

    /// A hit with the parts that are made of its payload.
    private record Shown(Hit hit, ItemTexts texts, Optional<Key> parent) {}

    List<ObjectNode> hits(Found found) {
        List<Shown> shown = found.hits().stream().map(SearchAnswers::shown).toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        List<Word> words = shown.stream()
                .flatMap(one -> one.texts().parts().stream())
                .flatMap(part -> Word.of(part.text()).stream())
                .toList();
        var matches = WordMatches.of(question, words, compared -> search.forms(caller.space(), compared));
        Map<Key, String> titles = titles(shown);
        return shown.stream().map(one -> json(one, matches, titles)).toList();
    }

    private Map<Key, String> titles(List<Shown> shown) {
        List<Key> parents = shown.stream()
                .flatMap(one -> one.parent().stream())
                .filter(key -> caller.rights().contains(Scope.read(key.type().plural())))
                .distinct()
                .toList();
        return parents.isEmpty() ? Map.of() : search.titles(caller.space(), parents);
    }

    private static Shown shown(Hit hit) {
        ObjectNode fields = hit.item().payload().fields();
        return new Shown(hit, ItemTexts.of(hit.type(), fields), parent(hit.type(), fields));
    }

    private static Optional<Key> parent(EntityType type, ObjectNode fields) {
        Optional<String> parentType =
                switch (type.parent()) {
                    case Parent.None _ -> Optional.empty();
                    case Parent.Loose loose -> Optional.of(loose.type());
                    case Parent.Required required -> Optional.of(required.type());
                    case Parent.Chosen chosen ->
                        Optional.of(fields.path(chosen.typeField()).asText());
                };
        return parentType.flatMap(Entities::find).flatMap(found -> References.parentUid(type, fields)
                .map(uid -> new Key(found, uid)));
    }

    private static ObjectNode json(Shown shown, WordMatches matches, Map<Key, String> titles) {
        Hit hit = shown.hit();
        var json = Json.object()
                .put("type", hit.type().name())
                .put("uid", hit.item().uid().toString())
                .put("version", hit.item().version())
                .put("updatedAt", Times.rfc3339(hit.item().updatedAtMs()))
                .put("title", shown.texts().label());
        shown.parent().ifPresent(key -> {
            var parent = json.putObject("parent")
                    .put("type", key.type().name())
                    .put("uid", key.uid().toString());
            Optional.ofNullable(titles.get(key)).ifPresent(title -> parent.put("title", title));
        });
        var snippets = json.putArray("snippets");
        snippets(shown.texts(), matches).forEach(snippet -> snippets.add(json(snippet)));
        var ranks = json.putObject("ranks");
        hit.wordsRank().ifPresent(rank -> ranks.put("words", rank));
        hit.titleRank().ifPresent(rank -> ranks.put("title", rank));
        json.put("why", isByTitle(hit) ? "title" : "words");
        if (hit.isPartial()) {
            json.put("partlyIndexed", true);
        }
        return json;
    }

    private static boolean isByTitle(Hit hit) {
        return hit.isExact() || hit.wordsRank().isEmpty();
    }

    /// Words that are only similar are marked where no others are.
    private static List<Snippet> snippets(ItemTexts texts, WordMatches matches) {
        List<Snippet> exact = Snippet.best(texts.parts(), matches::match);
        if (!exact.isEmpty()) {
            return exact;
        }
        var titles = texts.parts().stream()
                .filter(part -> part.kind() == ItemTexts.Kind.TITLE)
                .toList();
        return Snippet.best(titles, matches::similar);
    }

    private static ObjectNode json(Snippet snippet) {
        var json = Json.object().put("field", snippet.field()).put("text", snippet.text());
        var marks = json.putArray("marks");
        snippet.marks().forEach(mark -> marks.addArray().add(mark.from()).add(mark.to()));
        return json;
    }
}
