package dev.toolbridge.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushBodyTest {

    @Test
    void findsEachItemWhereItStands() {
        assertThat(PushBody.items(utf8("{\"items\":[{\"uid\":\"é\"},7]}")).orElseThrow())
                .satisfiesExactly(
                        item -> assertThat(item.object().orElseThrow().toString())
                                .isEqualTo("{\"uid\":\"é\"}"),
                        item -> assertThat(item.object()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void takesUtf8Only(String charset) {
        assertThat(PushBody.items("{\"items\":[{\"a\":1}]}".getBytes(Charset.forName(charset))))
                .isEmpty();
        assertThat(PushBody.items(utf8("\ufeff{\"items\":[{\"a\":1}]}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[{\"a\":1}],\"items\":[]}",
                "{\"items\":[{\"a\":1}],\"it\\u0065ms\":[]}",
                "{\"x\":1,\"items\":[],\"x\":1}"
            })
    void takesEachNameOnce(String body) {
        assertThat(PushBody.items(utf8(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\":1", "\"a\":{\"\\udc00\":1}", "\"a\":\"\\udc00\\ud800\"", "\"a\":1,\"a\":2"})
    void leavesTheContentOfAnItemToTheItem(String fields) {
        String body = "{\"é\":\"日\",\"items\":[{" + fields + "},{\"a\":\"é\"}]}";

        var items = PushBody.items(utf8(body)).orElseThrow();

        assertThat(items).hasSize(2);
        assertThat(items.getLast().object().orElseThrow().path("a").textValue()).isEqualTo("é");
    }

    @Test
    void textThatIsNotUtf8IsTheComplaintOfItsItem() {
        byte[] body = "{\"items\":[{\"a\":\"ÿ\"},{\"a\":1}]}".getBytes(StandardCharsets.ISO_8859_1);

        var items = PushBody.items(body).orElseThrow();

        assertThat(items.getFirst().object()).isEmpty();
        assertThat(items.getLast().object()).isPresent();
    }

    @Test
    void namesOfOneHashAreNamesLikeOthers() {
        String item = IntStream.range(0, 4_096)
                .mapToObj(number -> name(number) + ":1")
                .collect(Collectors.joining(",", "{", "}"));

        var items = PushBody.items(utf8("{\"items\":[" + item + "]}")).orElseThrow();

        assertThat(items.getFirst().object().orElseThrow().size()).isEqualTo(4_096);
    }

    /// Both pairs of letters have one hash by the multiplication with 33 in the parser's table of names.
    private static String name(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ab" : "BA")
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
