package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.NotePush;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A space to move: of ten items four are tasks, four notes and two comments; each fifth note has a second version, and
/// each thirtieth item is deleted.
record MovedSpace(SyncClient device, String user, int items) {
    private static final String CONTENT =
            "Some words that a note may have. ".repeat(12).strip();
    private static final int NOTES = 4;
    private static final int TASKS = 8;
    private static final int TEN = 10;
    private static final int AGAIN = 5;
    private static final int GONE = 30;

    static MovedSpace filled(RunningApi api, int items) {
        String user = "mover-" + UUID.randomUUID();
        var space = new MovedSpace(SyncClient.of(api, user), user, items);
        space.push("notes", 0, NOTES, number -> space.note(number, 0));
        space.push("notes", 0, NOTES, number -> number / TEN % AGAIN == 0 ? space.note(number, 1) : "");
        space.push("tasks", NOTES, TASKS, space::task);
        space.push("comments", TASKS, TEN, space::comment);
        return space;
    }

    private void push(String plural, int from, int to, IntFunction<String> item) {
        List<String> waiting = new ArrayList<>();
        IntStream.range(0, items)
                .filter(number -> number % TEN >= from && number % TEN < to)
                .mapToObj(item)
                .filter(text -> !text.isEmpty())
                .forEach(text -> {
                    waiting.add(text);
                    if (waiting.size() == NotePush.ITEMS_MAX) {
                        send(plural, waiting);
                    }
                });
        if (!waiting.isEmpty()) {
            send(plural, waiting);
        }
    }

    private void send(String plural, List<String> waiting) {
        var acks = device.push(plural, waiting);
        if (acks.status() != 200 || acks.body().contains("\"error\"")) {
            throw new AssertionError("not taken: " + acks);
        }
        waiting.clear();
    }

    private String note(int number, int version) {
        return item(
                number,
                version,
                "\"title\":\"Note %d of %d\",\"content\":\"%s\",\"tags\":[\"a\",\"t%d\"]"
                        .formatted(number, version, CONTENT, number % TEN));
    }

    private String task(int number) {
        return item(
                number,
                0,
                "\"title\":\"Task %d\",\"description\":\"%s\",\"status\":\"open\",\"priority\":\"high\",\"done\":false"
                        .formatted(number, CONTENT));
    }

    private String comment(int number) {
        return item(
                number,
                0,
                "\"content\":\"%s\",\"parentType\":\"note\",\"parentUid\":\"%s\""
                        .formatted(CONTENT, uid(number / TEN * TEN)));
    }

    private static String item(int number, int version, String fields) {
        boolean isGone = number % GONE == GONE - 1;
        return String.format(
                Locale.ROOT,
                "{\"uid\":\"%s\",\"updatedTs\":\"2026-01-02T08:00:0%dZ\",\"sync\":{\"isDeleted\":%s},%s}",
                uid(number),
                version,
                isGone,
                fields);
    }

    /// In no order of time, as those of programs.
    private static UUID uid(int number) {
        return UUID.nameUUIDFromBytes(
                new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }
}
