package dev.toolbridge.api.item.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Edits do exactly what they say, or nothing.
class EditsTest {
    private static final Duration SHORT = Duration.ofSeconds(30);

    @Test
    void replacesInsertsAndAdds() {
        assertThat(edited("a b a", "{'op':'replace','find':'a','text':'c','count':2}"))
                .isEqualTo("c b c");
        assertThat(edited("a b", "{'op':'replace','find':'a ','text':''}")).isEqualTo("b");
        assertThat(edited("a b", "{'op':'before','find':'b','text':'x '}")).isEqualTo("a x b");
        assertThat(edited("a b", "{'op':'after','find':'a','text':'x'}")).isEqualTo("ax b");
        assertThat(edited("a", "{'op':'append','text':'x'},{'op':'prepend','text':'y'}"))
                .isEqualTo("yax");
    }

    @Test
    void leavesAllOtherBytes() {
        assertThat(edited("a\r\nb\rc\n\u00a0d", "{'op':'replace','find':'b','text':'$1\\\\n'}"))
                .isEqualTo("a\r\n$1\\n\rc\n\u00a0d");
    }

    @Test
    void editsTheResultOfTheEditBefore() {
        assertThat(edited("a", "{'op':'append','text':'b'},{'op':'replace','find':'ab','text':'c'}"))
                .isEqualTo("c");
        assertMissed("a", "{'op':'append','text':'b'},{'op':'replace','find':'x','text':'c'}", 1, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Buy MILK now|Buy milk now|case",
                "Buy  milk now|Buy milk now|blanks",
                "Buy milk\\r\\nnow|Buy milk\\nnow|line ends",
                "cafe\\u0301|caf\\u00e9|Unicode form",
                "Buy mlik now|Buy milk now|edit distance"
            })
    void namesTheDifferenceOfTheNearestPlace(String row) {
        List<String> parts = List.of(row.split("\\|"));
        Refusal miss = miss(unquoted(parts.get(0)), "{'op':'replace','find':'%s','text':''}".formatted(parts.get(1)));

        List<?> candidates = (List<?>) miss.facts().get("candidates");
        JsonNode candidate = (JsonNode) candidates.getFirst();
        assertThat(candidate.path("line").asInt()).isEqualTo(1);
        assertThat(candidate.path("text").asText()).isEqualTo(unquoted(parts.get(0)));
        assertThat(candidate.path("differs").path(0).asText()).isEqualTo(parts.get(2));
        assertThat(candidate.path("differs")).hasSize(1);
    }

    @Test
    void missesOtherCounts() {
        assertMissed("a a a", "{'op':'replace','find':'a','text':'b'}", 0, 3);
        assertMissed("a a a", "{'op':'replace','find':'a','text':'b','count':2}", 0, 3);
        assertMissed("a a", "{'op':'before','find':'a','text':'b'}", 0, 2);
        assertMissed("aaa", "{'op':'replace','find':'aa','text':'b','count':2}", 0, 2);
        assertMissed("aaa", "{'op':'after','find':'aa','text':'b'}", 0, 2);
        Refusal miss = miss("x\na 1\na 2\na 3\na 4", "{'op':'replace','find':'a','text':'b'}");
        assertThat((List<?>) miss.facts().get("candidates")).hasSize(3);
    }

    @Test
    void missesFieldsWithoutText() {
        var item = Json.object().put("content", 1);

        assertThatThrownBy(() ->
                        read("{'op':'append','field':'content','text':'a'}").apply(item))
                .hasMessageContaining("holds no text");
        assertThatThrownBy(
                        () -> read("{'op':'append','field':'body','text':'a'}").apply(item))
                .hasMessageContaining("has no value");
        assertThat(item).isEqualTo(Json.object().put("content", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','find':'','text':'a'}",
                "{'op':'replace','text':'a'}",
                "{'op':'replace','find':1,'text':'a'}",
                "{'op':'replace','find':'a','text':'a','count':0}",
                "{'op':'replace','find':'a','text':'a','count':1.5}",
                "{'op':'replace','find':'a','text':'a','count':1e9}",
                "{'op':'replace','find':'a','text':'a','part':'body'}",
                "{'op':'swap','find':'a','text':'a'}",
                "{'op':'append','text':null}",
                "{'op':'section','heading':[],'text':'a'}",
                "{'op':'section','heading':'Plan','text':'a'}",
                "{'op':'section','heading':['Plan'],'text':'a','part':'all'}",
            })
    void refusesWrongForms(String edit) {
        assertThatThrownBy(() -> read(edit)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(refusal.facts().get("field").toString()).startsWith("edits[0]");
        });
    }

    @Test
    void keepsToItsLimits() {
        String one = "{'op':'append','text':'a'}";
        assertThat(read(String.join(",", Collections.nCopies(50, one))).edits()).hasSize(50);
        assertThatThrownBy(() -> read(String.join(",", Collections.nCopies(51, one))))
                .hasMessageContaining("1 to 50");
        String find = "a".repeat(65_536);
        assertThat(edited(find + "b", "{'op':'replace','find':'%s','text':''}".formatted(find)))
                .isEqualTo("b");
        assertThatThrownBy(() -> read("{'op':'replace','find':'a%s','text':''}".formatted(find)))
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> read("{'op':'replace','find':'%s','text':''}".formatted("é".repeat(200 * 1024))))
                .hasMessageContaining("65536");
    }

    @Test
    void takesShortForTextsThatAreHardToSearch() {
        String text = "a".repeat(1_000_000);
        String find = "a".repeat(32_000) + "b" + "a".repeat(32_000);

        Instant start = Instant.now();
        assertMissed(text, "{'op':'replace','find':'%s','text':''}".formatted(find), 0, 0);
        assertMissed(text, "{'op':'replace','find':'%s','text':''}".formatted("ab".repeat(900)), 0, 0);
        assertMissed("# " + " ".repeat(900_000) + "x", "{'op':'section','heading':['y'],'text':''}", 0, 0);
        assertMissed("#\n".repeat(400_000), "{'op':'section','heading':['y'],'text':''}", 0, 0);
        assertThat(Duration.between(start, Instant.now())).isLessThan(SHORT);
    }

    private static void assertMissed(String text, String edits, int index, int found) {
        Refusal miss = miss(text, edits);
        assertThat(miss.facts()).containsEntry("edit", index).containsEntry("found", found);
    }

    private static Refusal miss(String text, String edits) {
        Refusal miss = catchThrowableOfType(Refusal.class, () -> edited(text, edits));
        assertThat(miss.code()).isEqualTo(ErrorCode.EDIT_MISSED);
        return miss;
    }

    static String edited(String text, String edits) {
        ObjectNode item = Json.object().put("content", text).put("other", "kept");
        read(edits).apply(item);
        assertThat(item.path("other").asText()).isEqualTo("kept");
        return item.path("content").asText();
    }

    /// Edits of the field `content`, if they name none.
    static Edits read(String edits) {
        ObjectNode body = (ObjectNode) json("{'edits':[%s]}".formatted(edits));
        body.path("edits").forEach(edit -> {
            if (!edit.has("field")) {
                ((ObjectNode) edit).put("field", "content");
            }
        });
        return Edits.read(body);
    }

    private static String unquoted(String text) {
        return json("'" + text + "'").asText();
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
