package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One thing that is expected of an answer. Texts may hold `<names>` that the world of the scenario fills in.
sealed interface Check {

    /// The header has exactly this value.
    record HeaderIs(String header, String value) implements Check {}

    record HeaderMatches(String header, String pattern) implements Check {}

    record HeaderAbsent(String header) implements Check {}

    /// The whole body, except for white space around it, is this text.
    record BodyIs(String text) implements Check {}

    record BodyContains(String text) implements Check {}

    /// The value at a JSON pointer is a string.
    record TextIs(String pointer, String text) implements Check {}

    record TextMatches(String pointer, String pattern) implements Check {}

    /// The value at a JSON pointer equals this JSON, by value.
    record JsonIs(String pointer, String json) implements Check {}

    record Absent(String pointer) implements Check {}

    /// Compares the answer with the expectation.
    ///
    /// @param fill replaces the names in a text
    default void verify(Reply reply, UnaryOperator<String> fill) {
        switch (this) {
            case HeaderIs(var header, var value) ->
                assertThat(reply.header(header)).as(header).hasValue(fill.apply(value));
            case HeaderMatches(var header, var pattern) ->
                assertThat(reply.header(header)).as(header).hasValueSatisfying(text -> assertThat(text)
                        .matches(fill.apply(pattern)));
            case HeaderAbsent(var header) ->
                assertThat(reply.header(header)).as(header).isEqualTo(Optional.empty());
            case BodyIs(var text) -> assertThat(reply.body().strip()).isEqualTo(fill.apply(text));
            case BodyContains(var text) -> assertThat(reply.body()).contains(fill.apply(text));
            case TextIs(var pointer, var text) -> {
                assertThat(reply.at(fill.apply(pointer)).isTextual())
                        .as(pointer + " is a string")
                        .isTrue();
                assertThat(reply.at(fill.apply(pointer)).textValue())
                        .as(pointer)
                        .isEqualTo(fill.apply(text));
            }
            case TextMatches(var pointer, var pattern) ->
                assertThat(reply.at(fill.apply(pointer)).asText()).as(pointer).matches(fill.apply(pattern));
            case JsonIs(var pointer, var json) -> {
                var expected = JsonValues.parse(fill.apply(json));
                assertThat(JsonValues.same(reply.at(fill.apply(pointer)), expected))
                        .as("%s is %s", pointer, expected)
                        .isTrue();
            }
            case Absent(var pointer) ->
                assertThat(reply.at(fill.apply(pointer)).isMissingNode())
                        .as(pointer + " is absent")
                        .isTrue();
        }
    }
}
