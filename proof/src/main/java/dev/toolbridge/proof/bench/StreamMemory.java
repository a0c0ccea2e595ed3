package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.StreamClient;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.LiveHeap;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;

/// The live heap that open streams take while nothing changes.
final class StreamMemory {
    private static final int STREAMS_A_USER = 20;
    private static final int EVENTS_BYTES_MAX = 20 * 1_024;
    private static final int SOCKET_BYTES_MAX = 28 * 1_024;

    private final RunningApi api;
    private final BiFunction<Server, String, StreamClient> opening;

    private StreamMemory(RunningApi api, BiFunction<Server, String, StreamClient> opening) {
        this.api = api;
        this.opening = opening;
    }

    static String run(Plan plan) {
        int streams = plan.size(2_000, 400);
        long events = bytesOf(StreamClient::events, streams);
        long sockets = bytesOf((server, token) -> StreamClient.socket(server, token, 1), streams);
        String figures = String.format(
                Locale.ROOT,
                "%d idle streams: %d bytes of live heap for one of events, %d for a socket with a subscription",
                streams,
                events,
                sockets);
        if (events > EVENTS_BYTES_MAX || sockets > SOCKET_BYTES_MAX) {
            throw new AssertionError(
                    "more than " + EVENTS_BYTES_MAX + " or " + SOCKET_BYTES_MAX + " bytes: " + figures);
        }
        return figures;
    }

    private static long bytesOf(BiFunction<Server, String, StreamClient> opening, int count) {
        try (RunningApi api = RunningApi.start()) {
            var memory = new StreamMemory(api, opening);
            List<StreamClient> first = memory.resting(STREAMS_A_USER);
            try {
                return memory.bytesOf(count);
            } finally {
                first.forEach(StreamClient::close);
            }
        }
    }

    /// The bytes that one of so many streams takes.
    private long bytesOf(int count) {
        long before = LiveHeap.bytes(api.program());
        List<StreamClient> open = resting(count);
        try {
            return (LiveHeap.bytes(api.program()) - before) / count;
        } finally {
            open.forEach(StreamClient::close);
        }
    }

    /// Opens streams and waits for the next sign of life of each. The stack of the opening lives until then.
    private List<StreamClient> resting(int count) {
        List<StreamClient> open = new ArrayList<>();
        while (open.size() < count) {
            String token = api.tokens().of("reader-" + UUID.randomUUID());
            for (int number = 0; number < STREAMS_A_USER; number++) {
                open.add(opening.apply(api.server(), token));
            }
        }
        LiveHeap.bytes(api.program());
        open.forEach(StreamClient::awaitBeat);
        return open;
    }
}
