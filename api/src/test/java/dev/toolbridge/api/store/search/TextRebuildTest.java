package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.store.Maintenance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The words of all items are made again from the items.
class TextRebuildTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final TextRebuild REBUILD = new TextRebuild(WORKSPACE.owner());

    private final SearchedSpace searched = new SearchedSpace(WORKSPACE);

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void isTheWorkOfTheServers() throws InterruptedException {
        searched.note("Groceries", "milk");
        searched.fill(1_200);
        searched.indexAll(searched.index);
        new Maintenance(WORKSPACE).execute("UPDATE item_text SET words = 'wrong'");
        assertThat(searched.uids("milk")).isEmpty();
        assertThat(REBUILD.progress().spaces()).isZero();

        REBUILD.begin();

        assertThat(REBUILD.progress().spaces()).isEqualTo(1);
        assertThat(searched.find("wrong").hits()).isNotEmpty();
        long reached = REBUILD.progress().reached();
        try (var indexer = new TextIndexer(WORKSPACE.database(), searched.index)) {
            indexer.indexAll();
        }
        assertThat(REBUILD.progress().spaces()).isZero();
        assertThat(REBUILD.progress().reached()).isGreaterThan(reached);
        assertThat(searched.uids("milk")).hasSize(1);
        assertThat(searched.uids("wrong")).isEmpty();
    }
}
