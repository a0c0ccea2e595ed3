package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.nio.charset.StandardCharsets;

/// One attempt of an intruder.
///
/// @param verdict the requirement on the answer
record Attempt(Person intruder, Call call, Verdict verdict) {
    private static final String IN_FLIGHT = "idempotency_in_flight";
    private static final int TRIES_MAX = 1_000;

    /// The fault of the answer; empty if it has none.
    String leak(Server server, Victim victim) {
        Reply reply = settled(server);
        String wrong = verdict.wrong(reply, this, victim);
        return wrong.isEmpty()
                ? ""
                : intruder + ": " + call.method() + " " + call.path() + " " + call.headers() + "\n  " + wrong + "\n  "
                        + reply;
    }

    /// The answer, after other attempts of the same intruder with the same key have ended.
    private Reply settled(Server server) {
        Reply reply = intruder.send(server, call);
        for (int tries = 0; tries < TRIES_MAX && reply.body().contains(IN_FLIGHT); tries++) {
            reply = intruder.send(server, call);
        }
        return reply;
    }

    /// True if the intruder has named the text, so that an answer may name it too.
    boolean names(String text) {
        return call.path().contains(text)
                || call.headers().stream().anyMatch(header -> header.getValue().contains(text))
                || call.body()
                        .filter(body -> new String(body, StandardCharsets.UTF_8).contains(text))
                        .isPresent();
    }
}
