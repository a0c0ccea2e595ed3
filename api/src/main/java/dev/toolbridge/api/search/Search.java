package dev.toolbridge.api.search;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.contract.EntityType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Finds items by their words.
public interface Search {

    /// The largest number of items that are not indexed yet and are counted exactly.
    int BEHIND_MAX = 10_000;

    /// One page of hits, after indexing a part of the items that are not indexed yet.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `too_broad` if very many items have the words,
    /// and conditions leave too few of them to fill the page
    Found find(Space space, Query query);

    /// The forms under which the index knows each word; none for a word that is too common to be searched for.
    Map<String, Set<String>> forms(Space space, Collection<String> words);

    /// The titles of those items that are present and have one.
    Map<Key, String> titles(Space space, Collection<Key> items);

    /// A query for one page.
    ///
    /// @param filter the conditions that hits meet
    /// @param after the place of the last hit of the page before, or 0
    /// @param limit the largest number of hits
    record Query(SearchQuestion question, List<EntityType> types, Filter filter, int after, int limit) {

        public Query {
            types = List.copyOf(types);
        }
    }

    /// A page of hits.
    ///
    /// @param hasMore true when another hit follows
    /// @param behind the number of items that are not indexed yet
    /// @param reason the reason why the question finds nothing whatever is stored
    record Found(List<Hit> hits, boolean hasMore, int behind, Optional<String> reason) {

        public Found {
            hits = List.copyOf(hits);
        }
    }

    /// An item that matches.
    ///
    /// @param place its place among all hits, from 1
    /// @param isExact true when the question is its title
    /// @param wordsRank its place among the items that have the words
    /// @param titleRank its place among the items with a similar title
    /// @param isPartial true when some of its text is not indexed
    record Hit(
            EntityType type,
            Item item,
            int place,
            boolean isExact,
            OptionalInt wordsRank,
            OptionalInt titleRank,
            boolean isPartial) {}
}
