package dev.toolbridge.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs every example of `docs/queries.md`.
class ExamplesTest {
    private static final String DOCUMENT = Checkout.text(Checkout.file("docs/queries.md"));
    private static final String USER = "user-" + UUID.randomUUID();

    /// A row of a table.
    record Example(String query, List<String> cells) {

        @Override
        public String toString() {
            return query;
        }
    }

    @BeforeAll
    static void fill() {
        Matcher tasks = Pattern.compile("<!-- tasks -->\n```json\n(.*?)```", Pattern.DOTALL)
                .matcher(DOCUMENT);
        assertThat(tasks.find()).isTrue();
        for (JsonNode task : JsonValues.parse(tasks.group(1))) {
            assertThat(send(Call.of("POST", "/v1/tasks").json(task.toString())).status())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void findsTheItems(Example example) {
        Reply page = get("/v1/tasks", example);

        assertThat(page.status()).as(page::toString).isEqualTo(200);
        assertThat(titles(page)).isEqualTo(titles(example.cells().getFirst()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhereTheFaultIs(Example example) {
        Reply refusal = get("/v1/tasks", example);

        assertThat(refusal.status()).as(refusal::toString).isEqualTo(400);
        assertThat(refusal.at("/code").asText()).isEqualTo(example.cells().get(0));
        assertThat(refusal.at("/position").asText()).isEqualTo(example.cells().get(1));
        assertThat(refusal.at("/field").asText()).isEqualTo(example.query().split("=", 2)[0]);
        assertThat(refusal.at("/expected").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void makesTheGroups(Example example) {
        Reply answer = get("/v1/tasks/aggregate", example);

        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        var expected = new ArrayList<String>();
        Matcher groups = Pattern.compile("`(\\{.*?})`").matcher(example.cells().getFirst());
        while (groups.find()) {
            expected.add(groups.group(1));
        }
        assertThat(answer.at("/groups").valueStream().map(JsonNode::toString)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "ten", "-1", ""})
    void aNumberOfGroupsIsNotGuessed(String limit) {
        Reply refusal = send(Call.of("GET", "/v1/tasks/aggregate?select=count()&limit=" + limit));

        assertThat(refusal.status()).as(refusal::toString).isEqualTo(400);
        assertThat(refusal.at("/field").asText()).isEqualTo("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=eq.%C3", "title=eq.a%ED%A0%80", "status=eq.open&%80=eq.a", "or=(title.eq.%C3%28)"})
    void bytesThatAreNoCharactersAreRefused(String query) {
        assertThat(send(Call.of("GET", "/v1/tasks?" + query)).status()).isEqualTo(400);
    }

    static Stream<Example> lists() {
        return Stream.concat(table("lists"), table("orders"));
    }

    static Stream<Example> refusals() {
        return table("refusals");
    }

    static Stream<Example> aggregates() {
        return table("aggregates");
    }

    private static Stream<Example> table(String name) {
        Matcher table = Pattern.compile("<!-- " + name + " -->\n.*?\n.*?\n(.*?)<!-- end -->", Pattern.DOTALL)
                .matcher(DOCUMENT);
        assertThat(table.find()).as(name).isTrue();
        return table.group(1).lines().map(ExamplesTest::example);
    }

    private static Example example(String row) {
        String[] cells = row.strip().replaceAll("^\\| | ?\\|$", "").split(" \\| ?", -1);
        String query = cells[0].strip().replaceAll("^`|`$", "");
        return new Example(query, Stream.of(cells).skip(1).map(String::strip).toList());
    }

    private static List<String> titles(Reply page) {
        return page.at("/items")
                .valueStream()
                .map(item -> item.at("/payload/title").asText())
                .toList();
    }

    private static List<String> titles(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" · ", -1));
    }

    private static Reply get(String path, Example example) {
        var query = new ArrayList<String>();
        for (String parameter : example.query().split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            query.add(encoded(parts[0]) + "=" + encoded(parts[1]));
        }
        return send(Call.of("GET", path + "?" + String.join("&", query)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Reply send(Call call) {
        RunningApi api = RunningApi.instance();
        return api.server()
                .send(call.with("Authorization", "Bearer " + api.tokens().of(USER)));
    }
}
