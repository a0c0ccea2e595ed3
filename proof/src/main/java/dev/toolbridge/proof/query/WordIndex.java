package dev.toolbridge.proof.query;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import java.time.Duration;

/// The index of words of all spaces, which follows what is written.
final class WordIndex {
    private static final Duration FOLLOWS_MAX = Duration.ofMinutes(30);
    private static final String BEHIND = """
            SELECT count(*) FROM space_head h LEFT JOIN text_cursor c USING (tenant_id, space_id)
            WHERE h.seq > coalesce(c.seq, 0)
            """;
    private static final String PASS_BY = """
            INSERT INTO text_cursor (tenant_id, space_id, seq, languages)
            SELECT tenant_id, space_id, 1000000000, 'english' FROM space_head
            ON CONFLICT (tenant_id, space_id) DO UPDATE SET seq = excluded.seq, languages = excluded.languages
            """;

    private WordIndex() {}

    /// Waits until it has all that was written.
    static void await(ApiDatabase database) {
        Await.until(FOLLOWS_MAX, () -> database.number(BEHIND) == 0, () -> "the index does not follow");
    }

    /// Makes it pass by what the present spaces have and get.
    static void passBy(ApiDatabase database) {
        database.executeAcrossTenants(PASS_BY);
    }

    /// Makes it begin again.
    static void forget(ApiDatabase database) {
        database.executeAcrossTenants("DELETE FROM text_cursor");
    }
}
