package dev.toolbridge.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.item.Precondition;
import dev.toolbridge.service.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IfMatchTest {

    @ParameterizedTest
    @MethodSource
    void reads(String header, Precondition expected) {
        assertThat(IfMatch.parse(request(header))).isEqualTo(expected);
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                Arguments.of("3", versions(3L)),
                Arguments.of("\"3\"", versions(3L)),
                Arguments.of("\"3\", \"4\" ,5", versions(3L, 4L, 5L)),
                Arguments.of("W/\"3\"", versions()),
                Arguments.of("W/\"3\", \"4\"", versions(4L)),
                Arguments.of("*", new Precondition.None()),
                Arguments.of("three", new Precondition.None()),
                Arguments.of("\"3", new Precondition.None()),
                Arguments.of("-1", new Precondition.None()));
    }

    private static Precondition versions(Long... accepted) {
        return new Precondition.Versions(List.of(accepted));
    }

    private static Request request(String ifMatch) {
        return new Request(
                "PUT",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> name.equals("If-Match") ? List.of(ifMatch) : List.of(),
                new byte[0],
                "127.0.0.1",
                "test");
    }
}
