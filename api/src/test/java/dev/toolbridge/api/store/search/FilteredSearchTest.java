package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Searches with conditions fill their pages with hits that meet them.
class FilteredSearchTest {
    private static final Workspace WORKSPACE = new Workspace();

    private final SearchedSpace searched = new SearchedSpace(WORKSPACE);

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void findOnlyWhatMeetsTheConditions() {
        UUID milk = searched.note("Groceries", "milk and bread").uid();
        UUID bread = searched.note("Groceries", "bread").uid();
        String task = "{\"title\":\"groceries\",\"status\":\"open\",\"tags\":[\"a\"]}";
        UUID open = searched.items
                .create(searched.space, Entities.named("task"), task)
                .uid();

        assertThat(found("groceries", "version.eq.1")).containsExactlyInAnyOrder(milk, bread, open);
        assertThat(found("groceries", "status.eq.open")).containsExactly(open);
        assertThat(found("grocries", "tags.cs.{a}")).containsExactly(open);
        assertThat(found("groceries", "text.wfts.milk")).containsExactly(milk);
        assertThat(found("groceries", "text.not.wfts.milk,type.eq.note")).containsExactly(bread);
        assertThat(found("groceries", "or(uid.eq." + bread + ",status.eq.open)"))
                .containsExactlyInAnyOrder(bread, open);
        assertThat(found("groceries", "status.eq.done")).isEmpty();
    }

    @Test
    void fillTheirPagesAmongManyItemsWithTheWords() {
        searched.fill(2_500);
        searched.indexAll(searched.index);

        List<UUID> all = found("filled", "payload.n.gt.2430");
        var paged = new ArrayList<UUID>();
        Search.Found page;
        int after = 0;
        do {
            page = searched.search.find(searched.space, query("filled", "payload.n.gt.2430", after, 7));
            paged.addAll(SearchedSpace.uids(page));
            after = page.hits().isEmpty() ? after : page.hits().getLast().place();
        } while (page.hasMore());

        assertThat(all).hasSize(50);
        assertThat(paged).hasSize(70).doesNotHaveDuplicates().startsWith(all.toArray(UUID[]::new));
    }

    @Test
    void areRefusedIfTooManyItemsWouldHaveToBeChecked() {
        UUID rare = searched.note("filled", "{}").uid();
        searched.fill(5_500);
        searched.indexAll(searched.index);

        assertThat(found("filled", "payload.n.gt.100")).hasSize(SearchedSpace.LIMIT);
        assertThat(found("filled", "uid.eq." + rare)).containsExactly(rare);
        assertThatThrownBy(() -> found("filled", "payload.n.eq.x"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_BROAD));
    }

    private List<UUID> found(String question, String conditions) {
        return SearchedSpace.uids(
                searched.search.find(searched.space, query(question, conditions, 0, SearchedSpace.LIMIT)));
    }

    private static Search.Query query(String question, String conditions, int after, int limit) {
        return new Search.Query(
                SearchQuestion.of(question), Entities.ALL, SearchedSpace.filter(conditions), after, limit);
    }
}
