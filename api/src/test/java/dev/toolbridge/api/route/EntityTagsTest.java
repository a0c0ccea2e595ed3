package dev.toolbridge.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.service.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @MethodSource
    void readsWhatAWriteDemands(List<String> lines, Precondition expected) {
        assertThat(EntityTags.ifMatch(request("If-Match", lines))).isEqualTo(expected);
    }

    static Stream<Arguments> readsWhatAWriteDemands() {
        return Stream.of(
                demands(any(), "*"),
                demands(any(), "three"),
                demands(any(), ""),
                demands(any(), " , "),
                demands(any(), "\"2\"", "*"),
                demands(versions("3"), "3"),
                demands(versions("3"), "3.0"),
                demands(versions("3"), "\"3\""),
                demands(versions("3"), "three, \"3\""),
                demands(versions("3", "4", "5"), "\"3\", \"4\" ,5"),
                demands(versions("3", "4"), "\"3\"", "\"4\""),
                demands(versions(), "W/\"3\""),
                demands(versions(), "w/\"3\""),
                demands(versions("4"), "W/\"3\", \"4\""),
                demands(versions("abc"), "\"abc\""),
                demands(versions(""), "\"\""),
                demands(versions("1", "abc"), "\"1\", \"abc\""),
                demands(versions("a,3,b"), "\"a,3,b\""),
                demands(versions("03"), "\"03\""),
                demands(versions("\"3"), "\"3"),
                demands(versions("3\""), "3\""),
                demands(versions("-1"), "-1"),
                demands(versions("*"), "\"*\""),
                demands(versions("9".repeat(41)), "9".repeat(41)),
                demands(versions("1e999999999"), "1e999999999"),
                demands(versions("3e0"), "3e0"),
                demands(versions("3"), "3."),
                demands(versions("0.5"), ".5"),
                demands(versions("99999999999999999999"), "99999999999999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "3", "*", "\"x\", \"3\"", "\"a,b\",W/\"3\""})
    void knowsTheVersionThatTheClientHas(String header) {
        assertThat(EntityTags.ifNoneMatch(request("If-None-Match", List.of(header)), 3))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"*\"", "\"4\"", "\"a,3,b\"", "three", "\"3", "W/3", "\"03\""})
    void anyOtherVersionIsSentWhole(String header) {
        assertThat(EntityTags.ifNoneMatch(request("If-None-Match", List.of(header)), 3))
                .isFalse();
    }

    private static Arguments demands(Precondition expected, String... lines) {
        return Arguments.of(List.of(lines), expected);
    }

    private static Precondition any() {
        return new Precondition.None();
    }

    private static Precondition versions(String... accepted) {
        return new Precondition.Versions(List.of(accepted));
    }

    private static Request request(String header, List<String> lines) {
        return new Request(
                "PUT",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> name.equals(header) ? lines : List.of(),
                new byte[0],
                "127.0.0.1",
                "test");
    }
}
