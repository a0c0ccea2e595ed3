package dev.toolbridge.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A query string has the conditions of a list's URL, and refusals count its own characters.
class QueryStringTest {
    private static final QueryContext CONTEXT = new QueryContext(
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")),
            ZoneOffset.UTC,
            SearchLanguages.parse("english"));

    @Test
    void isDecodedAsAUrl() {
        Filter filter = filter("title=eq.a%26b+c%C3%A4%F0%9F%98%80d&tags=cs.{%22x%22}&&%6Fr=(done.is.true)");

        assertThat(filter).isEqualTo(filters("title", "eq.a&b cä😀d", "tags", "cs.{\"x\"}", "or", "(done.is.true)"));
    }

    @Test
    void hasAZone() {
        var zoned = CONTEXT.in(ZoneId.of("Europe/Berlin"));

        assertThat(filter("dueDate=eq.today&tz=Europe%2FBerlin"))
                .isEqualTo(
                        new FilterText(FieldNames.of(Entities.named("task")), zoned).parameter("dueDate", "eq.today"));
    }

    @Test
    void aTimeMayHaveAPlusAsItIs() {
        assertThat(filter("dueDate=lt.today+7")).isEqualTo(filter("dueDate=lt.today%2B7"));
        assertThat(filter("or=(dueDate.in.(2026-03-01T10:00:00+02:00,today))"))
                .isEqualTo(filter("or=(dueDate.in.(2026-03-01T10:00:00%2B02:00,today))"));
    }

    @Test
    void equalToAnyIsAList() {
        assertThat(filter("status=eq(any).{a,b}")).isEqualTo(filter("status=in.(a,b)"));
    }

    @Test
    void isNothingWithoutAnyCondition() {
        assertThat(filter("").isNone()).isTrue();
        assertThat(filter("&&").isNone()).isTrue();
        assertThat(filter("tz=UTC").isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mood=eq.good, 0",
        "done=is.true&mood=eq.good, 13",
        "done=is.true&title, 18",
        "done=is.true&=eq.a, 13",
        "%74itle=eq.a&done=is.maybe, 21",
        "title=in.(%C3%A4;b, 18",
        "title=in.(%F0%9F%98%80b, 23",
        "title=eq.%4, 9",
        "title=eq.%zz, 9",
        "title=eq.%+1, 9",
        "title=eq.%C3, 9",
        "title=eq.%00, 9",
        "title=eq.a+, 9",
        "dueDate=eq.2026-03-01+10:00:00Z, 11",
        "title=in.(+, 10",
        "done=is.true&tz=Mars, 16",
        "done=is.true&tz=UTC&tz=UTC, 20",
        "limit=3&done=is.true, 0",
        "done=is.true#x, 8"
    })
    void aFaultHasItsPlaceInTheText(String text, int position) {
        assertThatThrownBy(() -> filter(text))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.facts())
                        .containsEntry("field", "where")
                        .containsEntry("position", position)
                        .containsKey("expected"));
    }

    private static Filter filter(String text) {
        return new QueryString("where", Entities.named("task")).filter(text, CONTEXT);
    }

    private static Filter filters(String... parts) {
        var text = new FilterText(FieldNames.of(Entities.named("task")), CONTEXT);
        var filters = new ArrayList<Filter>();
        for (int part = 0; part < parts.length; part += 2) {
            filters.add(text.parameter(parts[part], parts[part + 1]));
        }
        return new Filter.All(filters);
    }
}
