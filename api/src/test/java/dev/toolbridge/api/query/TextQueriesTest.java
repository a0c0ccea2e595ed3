package dev.toolbridge.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conditions on the words of items, and the places of their faults.
class TextQueriesTest {
    private static final QueryContext CONTEXT =
            new QueryContext(InstantSource.system(), ZoneOffset.UTC, SearchLanguages.parse("english,german"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plfts.fat rat; =fat =rat &",
                "phfts.fat rat; =fat rat",
                "wfts.fat rat; =fat =rat &",
                "'wfts.\"\\\"fat rat\\\" -dog or cat\"'; =fat rat =dog ! & =cat |",
                "wfts.-dog; =dog !",
                "fts.fat; =fat",
                "fts.fat & !rat | cat; =fat =rat ! & =cat |",
                "fts.fat&(rat|cat); =fat =rat =cat | &",
                "fts.fat <-> rat<->dog:*; ",
                "fts.'fat  rat' & it''s:*; ",
                "fts.fat:* & ca; *fat =ca &",
                "fts.fat<->rat & ca; =fat rat =ca &",
                "fts.'it''s old'; =it's old"
            })
    void areReadAsSteps(String condition, String steps) {
        if (steps == null) {
            assertThatThrownBy(() -> text(condition)).isInstanceOf(Refusal.class);
        } else {
            assertThat(String.join(" ", text(condition).query().steps())).isEqualTo(steps);
        }
    }

    @Test
    void nameALanguageOrAskAll() {
        assertThat(text("wfts.fat").languages()).isEqualTo(List.of("english", "german"));
        assertThat(text("wfts(german).fat").languages()).isEqualTo(List.of("german"));
        assertThat(text("wfts(simple).fat").languages()).isEmpty();
        assertThatThrownBy(() -> text("wfts(french).fat"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.facts())
                        .containsEntry("position", 5)
                        .containsEntry("expected", "one of simple, english, german"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "wfts.; 5",
                "wfts.---; 5",
                "plfts.& |; 6",
                "fts.fat rat; 8",
                "fts.fat &; 9",
                "fts.(fat; 8",
                "fts.fat); 7",
                "fts.!; 4",
                "fts.fat & | rat; 10",
                "fts.fat <2> rat; 8",
                "fts.fat:A; 7",
                "'fts.\"fat rat\"'; 9",
                "wfts(any).fat; 5",
                "fts(german; 10",
                "wfts(german)fat; 11",
                "eq.fat; 0",
                "is.null; 0",
                "like.*; 0"
            })
    void aFaultHasItsPlace(String condition, int position) {
        assertThatThrownBy(() -> text(condition))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.facts())
                        .containsEntry("field", "text")
                        .containsEntry("position", position)
                        .containsKey("expected"));
    }

    @Test
    void haveALimitedLength() {
        String longest = "a".repeat(500);
        assertThat(text("wfts." + longest).query().needsWord()).isTrue();
        assertThatThrownBy(() -> text("wfts.a" + longest)).isInstanceOf(Refusal.class);
        assertThat(text("fts." + "!".repeat(48) + "a").query().steps()).hasSize(49);
        assertThatThrownBy(() -> text("fts." + "(".repeat(51) + "a" + ")".repeat(51)))
                .isInstanceOf(Refusal.class);
    }

    private static Filter.FullText text(String condition) {
        var text = new FilterText(FieldNames.of(Entities.named("note")), CONTEXT);
        return (Filter.FullText) text.parameter("text", condition);
    }
}
