package dev.toolbridge.service.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.signed.Cursors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    /// Numbers as they are; `old` is a former system's cursor.
    private static final Cursors<Integer> PLAIN = new Cursors<>() {
        @Override
        public Optional<Integer> decode(String text, String question) {
            return text.equals("old") ? Optional.empty() : Optional.of(Integer.parseInt(text));
        }

        @Override
        public String encode(Integer place, String question) {
            return place.toString();
        }
    };

    @Test
    void thePageHoldsAsManyAsWereAskedFor() {
        assertThat(body(answer(Map.of("limit", "2"))))
                .isEqualTo("{\"numbers\":[1,2],\"nextCursor\":\"2\",\"hasMore\":true}");
        assertThat(body(answer(Map.of("limit", "2", "cursor", "3"))))
                .isEqualTo("{\"numbers\":[4,5],\"nextCursor\":\"5\",\"hasMore\":false}");
        assertThat(body(answer(Map.of("cursor", "5")))).isEqualTo("{\"numbers\":[],\"hasMore\":false}");
    }

    @ParameterizedTest
    @CsvSource({"2,2", "1000,1000", "5000,1000", "99999999999,1000", "0,500", "-1,500", "two,500", "'',500"})
    void aLimitThatCannotBeReadIsTheDefault(String asked, int limit) {
        assertThat(page(Map.of("limit", asked)).limit()).isEqualTo(limit);
    }

    @Test
    void aCursorThatMeansTheBeginningIsToldOf() {
        assertThat(answer(Map.of("cursor", "old")).headers()).containsEntry(WireHeader.CURSOR_RESET, "1");
        assertThat(answer(Map.of("cursor", "")).headers()).doesNotContainKey(WireHeader.CURSOR_RESET);
        assertThat(page(Map.of("cursor", "old")).withoutReset().isReset()).isFalse();
    }

    private static Answer answer(Map<String, String> query) {
        var page = page(query);
        int after = page.after().orElse(0);
        List<Integer> found = IntStream.rangeClosed(after + 1, 5)
                .limit(page.limitAndOne())
                .boxed()
                .toList();
        return page.answer("numbers", found, number -> number, number -> number);
    }

    private static Page<Integer> page(Map<String, String> query) {
        var all = new LinkedHashMap<String, List<String>>();
        query.forEach((name, value) -> all.put(name, List.of(value)));
        var request = new Request(
                "GET", "/v1/numbers", new LinkedHashMap<>(), all, _ -> List.of(), new byte[0], "127.0.0.1", "id");
        return Page.asked(request, PLAIN, "numbers");
    }

    private static String body(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
