package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.runtime.OrderLimits;
import dev.toolbridge.tenants.runtime.Workload;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Orders at the edge of every limit, and one step beyond.
record LimitedWorkload(Workload good) {

    List<Workload> within() {
        return Stream.of(
                        command(OrderLimits.WORDS_MAX),
                        settings(OrderLimits.SETTINGS_MAX),
                        value(OrderLimits.TEXT_LENGTH_MAX),
                        secrets(OrderLimits.SECRETS_MAX, 1),
                        secrets(1, OrderLimits.SECRET_BYTES_MAX),
                        ports(OrderLimits.PORTS_MAX),
                        memory(OrderLimits.MEMORY_MB_MIN),
                        memory(OrderLimits.MEMORY_MB_MAX),
                        stop(OrderLimits.STOP_MIN),
                        stop(OrderLimits.STOP_MAX),
                        health("/" + "a".repeat(255)))
                .toList();
    }

    List<Workload> beyond() {
        return Stream.of(
                        command(OrderLimits.WORDS_MAX + 1),
                        command(0),
                        settings(OrderLimits.SETTINGS_MAX + 1),
                        value(OrderLimits.TEXT_LENGTH_MAX + 1),
                        secrets(OrderLimits.SECRETS_MAX + 1, 1),
                        secrets(1, OrderLimits.SECRET_BYTES_MAX + 1),
                        ports(OrderLimits.PORTS_MAX + 1),
                        ports(0),
                        memory(OrderLimits.MEMORY_MB_MIN - 1),
                        memory(OrderLimits.MEMORY_MB_MAX + 1),
                        stop(OrderLimits.STOP_MIN.minusMillis(1)),
                        stop(OrderLimits.STOP_MAX.plusMillis(1)),
                        health("/" + "a".repeat(256)),
                        health("health"),
                        health("/a b"),
                        health("/a#b"),
                        health("/a\r\nHost: x"))
                .toList();
    }

    private Workload command(int words) {
        return with(Collections.nCopies(words, ProcessBench.PROGRAM), good.settings(), good.secrets(), good.ports());
    }

    private Workload settings(int count) {
        return with(good.command(), named(count, _ -> "x"), good.secrets(), good.ports());
    }

    private Workload value(int length) {
        return with(good.command(), Map.of("LONG", "x".repeat(length)), good.secrets(), good.ports());
    }

    private Workload secrets(int count, int length) {
        return with(good.command(), good.settings(), named(count, _ -> new Secret("x".repeat(length))), good.ports());
    }

    private Workload ports(int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj(number -> "p" + number).toList();
        return with(good.command(), good.settings(), good.secrets(), names);
    }

    private Workload memory(int megabytes) {
        return with(megabytes, good.healthPath(), good.stopTimeout());
    }

    private Workload stop(Duration time) {
        return with(good.memoryMb(), good.healthPath(), time);
    }

    private Workload health(String path) {
        return with(good.memoryMb(), Optional.of(path), good.stopTimeout());
    }

    private static <T> Map<String, T> named(int count, IntFunction<T> value) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "NAME_" + number, number -> value.apply(number)));
    }

    private Workload with(
            List<String> command, Map<String, String> settings, Map<String, Secret> secrets, List<String> ports) {
        return new Workload(
                good.artefact(),
                command,
                settings,
                secrets,
                ports,
                good.memoryMb(),
                good.healthPath(),
                good.stopTimeout());
    }

    private Workload with(int memoryMb, Optional<String> health, Duration stop) {
        return new Workload(
                good.artefact(), good.command(), good.settings(), good.secrets(), good.ports(), memoryMb, health, stop);
    }
}
