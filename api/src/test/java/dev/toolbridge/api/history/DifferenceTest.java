package dev.toolbridge.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A patch turns the first object into the second one, whatever they hold.
class DifferenceTest {
    private static final int PAIRS = 20_000;
    private static final int LARGE = 1_000_000;
    private static final Duration SHORT = Duration.ofSeconds(5);

    /// Two values are the same when their numbers are, whatever their digits behind the point.
    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> left.isNumber() && right.isNumber()
            ? left.decimalValue().compareTo(right.decimalValue())
            : left.equals(right) ? 0 : 1;

    @Test
    void turnsOneObjectIntoTheOtherForThousandsOfPairs() {
        for (int seed = 0; seed < PAIRS; seed++) {
            var values = new RandomValues(seed);
            ObjectNode from = values.object();
            ObjectNode to = seed % 4 == 0 ? values.object() : values.changed(from);
            turns(from, to, seed);
            turns(to, from, seed);
        }
    }

    @Test
    void namesTheChangedFieldsOnly() {
        for (int seed = 0; seed < PAIRS; seed++) {
            var values = new RandomValues(seed);
            ObjectNode from = values.object();
            ObjectNode to = values.changed(from);
            var changed = new TreeSet<String>();
            from.fieldNames().forEachRemaining(changed::add);
            to.fieldNames().forEachRemaining(changed::add);
            changed.removeIf(
                    name -> from.has(name) && to.has(name) && from.get(name).equals(BY_VALUE, to.get(name)));

            var difference = Difference.between(from, to);

            assertThat(difference.changed()).as("seed " + seed).containsExactlyElementsOf(changed);
            assertThat(difference.isEmpty()).isEqualTo(changed.isEmpty());
            assertThat(difference.patch().isEmpty()).isEqualTo(changed.isEmpty());
        }
    }

    @Test
    void isSmall() {
        shows("{\"a\":{\"b\":[1,2,3]}}", "{\"a\":{\"b\":[1,3]}}", "[{'op':'remove','path':'/a/b/1'}]");
        shows("{\"t\":[1,2]}", "{\"t\":[0,1,2]}", "[{'op':'add','path':'/t/0','value':0}]");
        shows("{\"t\":[1,2]}", "{\"t\":[1,2,3]}", "[{'op':'add','path':'/t/2','value':3}]");
        shows("{\"t\":[{\"n\":1}]}", "{\"t\":[{\"n\":2}]}", "[{'op':'replace','path':'/t/0/n','value':2}]");
        shows(
                "{\"a/b\":1,\"m~n\":1}",
                "{\"a/b\":2}",
                "[{'op':'remove','path':'/m~0n'}," + "{'op':'replace','path':'/a~1b','value':2}]");
        shows("{\"\":1}", "{\"\":null}", "[{'op':'replace','path':'/','value':null}]");
        shows("{}", "{\"n\":null}", "[{'op':'add','path':'/n','value':null}]");
        shows("{\"n\":1}", "{\"n\":1.00}", "[]");
    }

    @Test
    void replacesAFieldWholeThatNeedsManyOperations() {
        var from = read("{\"list\":[" + repeated("0", 10_000) + "]}");
        var to = read("{\"list\":[" + repeated("1", 10_000) + "]}");

        turns(from, to, 0);

        assertThat(Difference.between(from, to).operations())
                .containsExactly(new PatchOperation.Replace("/list", to.get("list")));
    }

    @Test
    void replacesEverythingWhenTooManyFieldsDiffer() {
        var from = many("a");
        var to = many("b");

        turns(from, to, 0);

        assertThat(Difference.between(from, to).operations()).containsExactly(new PatchOperation.Replace("", to));
    }

    @Test
    void takesShortForTheLargestAndDeepestObjects() {
        String deepList = "[".repeat(60) + repeated("0", LARGE / 4) + ",%s]" + "]".repeat(59);
        String deepObject = "{\"a\":".repeat(60) + "[" + repeated("0", LARGE / 4) + ",%s]" + "}".repeat(60);
        String longName = "n".repeat(49_000);
        String underLongName = "{\"" + longName + "\":[" + repeated("%s", LARGE / 10) + "]}";
        String flat = "[" + repeated("%s", LARGE / 4) + "]";
        String rows = "[" + repeated("[1,2,%s]", LARGE / 20) + "]";

        for (String form : new String[] {deepList, deepObject, underLongName, flat, rows}) {
            var from = read("{\"field\":" + form.replace("%s", "1") + "}");
            var to = read("{\"field\":" + form.replace("%s", "2") + "}");
            var begun = Instant.now();
            var difference = Difference.between(from, to);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(SHORT);
            assertThat(Json.bytes(difference.patch()).length).isLessThan(3 * LARGE);
            assertThat(PatchReader.apply(from, difference.patch())).isEqualTo(to);
        }
    }

    private static void turns(ObjectNode from, ObjectNode to, int seed) {
        var patch = Difference.between(from, to).patch();
        assertThat(PatchReader.apply(from, patch).equals(BY_VALUE, to))
                .as("seed %s: %s to %s by %s", seed, from, to, patch)
                .isTrue();
    }

    private static void shows(String from, String to, String patch) {
        assertThat(Json.text(Difference.between(read(from), read(to)).patch())).isEqualTo(patch.replace('\'', '"'));
    }

    private static ObjectNode many(String name) {
        return read("{"
                + IntStream.range(0, 50_000)
                        .mapToObj(n -> "\"" + name + n + "\":1")
                        .collect(Collectors.joining(","))
                + "}");
    }

    private static String repeated(String entry, int times) {
        return String.join(",", Collections.nCopies(times, entry));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
