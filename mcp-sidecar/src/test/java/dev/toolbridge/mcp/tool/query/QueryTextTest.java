package dev.toolbridge.mcp.tool.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.entity.Entities;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Filters and orders in the API's spelling, and the places in them.
class QueryTextTest {
    private static final Spelling TASKS = Spelling.ofQueries(List.of(Entities.named("task")));

    private static QueryText read(String sent) {
        return QueryText.of(sent, TASKS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            status.eq.open,due_date.lt.today+7            | status.eq.open,dueDate.lt.today+7
            dueDate.lt.today                              | dueDate.lt.today
            not.due_date.is.null                          | not.dueDate.is.null
            or(due_date.is.null,and(due_at.eq.a,done.is.true)),task_list_uid.eq.b | \
            or(dueDate.is.null,and(dueAt.eq.a,done.is.true)),taskListUid.eq.b
            not.or(due_date.is.null,due_at.is.null)       | not.or(dueDate.is.null,dueAt.is.null)
            title.eq.due_date,due_date.is.null            | title.eq.due_date,dueDate.is.null
            title.in.("a,due_date.x",due_date),due_at.is.null | title.in.("a,due_date.x",due_date),dueAt.is.null
            tags.ov.{due_at,b},due_at.is.null             | tags.ov.{due_at,b},dueAt.is.null
            title.eq."a\\",due_date.b",due_at.is.null     | title.eq."a\\",due_date.b",dueAt.is.null
            title.like(any).{a,due_at},due_at.is.null     | title.like(any).{a,due_at},dueAt.is.null
            text.wfts(english).due_at,due_at.is.null      | text.wfts(english).due_at,dueAt.is.null
            payload.due_date.eq.1,payload->due_date->>b.eq.2 | payload.due_date.eq.1,payload->due_date->>b.eq.2
            due_date.asc.nullslast,updated_at.desc        | dueDate.asc.nullslast,updatedAt.desc
            due_date                                      | dueDate
            """)
    void namesAreRespeltAndNothingElseIs(String sent, String inApi) {
        assertThat(read(sent).inApi()).isEqualTo(inApi);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", // the name that is shorter in the API
        "3, 0", "7, 8", // the point after it
        "8, 9", "16, 17", // the second name
        "22, 17", "25, 27", "99, 35"
    })
    void aPlaceInTheApisTextIsOneInTheSentText(int inApi, int sentAt) {
        String sent = "due_date.is.null,created_at.is.null";
        assertThat(read(sent).inApi()).isEqualTo("dueDate.is.null,createdAt.is.null");
        assertThat(read(sent).sentAt(inApi)).isEqualTo(sentAt);
    }

    @Test
    void textsThatAreNoFiltersArePassedOn() {
        for (String sent : List.of(",", "(", ")", "\"", "a.eq.\"", "or(", "not.", ")),,((", "a.eq.\\", "{", "->")) {
            assertThat(read(sent).inApi()).isEqualTo(sent);
        }
    }

    @Test
    void aNameOfDifferentFieldsStaysAsItIs() {
        var all = Spelling.ofQueries(Entities.ALL);
        assertThat(all.inApi("due_date")).isEqualTo("dueDate");
        assertThat(all.inApi("chat_uid")).isEqualTo("chatUid");
        assertThat(all.inApi("created_at")).isEqualTo("createdAt");
        assertThat(all.inApi("mood_ring")).isEqualTo("mood_ring");
    }
}
