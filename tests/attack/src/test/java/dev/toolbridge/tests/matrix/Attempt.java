package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.nio.charset.StandardCharsets;

/// One try of an intruder.
///
/// @param verdict what the answer must be like
record Attempt(Person intruder, Call call, Verdict verdict) {
    private static final String IN_FLIGHT = "idempotency_in_flight";
    private static final int TRIES_MAX = 1_000;

    /// What is wrong with the answer; empty when nothing is.
    String leak(Server server, Victim victim) {
        Reply reply = settled(server);
        String wrong = verdict.wrong(reply, this, victim);
        return wrong.isEmpty()
                ? ""
                : intruder + ": " + call.method() + " " + call.path() + " " + call.headers() + "\n  " + wrong + "\n  "
                        + reply;
    }

    /// The answer, once no other try of the same intruder with the same key is under way.
    private Reply settled(Server server) {
        Reply reply = intruder.send(server, call);
        for (int tries = 0; tries < TRIES_MAX && reply.body().contains(IN_FLIGHT); tries++) {
            reply = intruder.send(server, call);
        }
        return reply;
    }

    /// Whether the intruder has named it, so that an answer may name it too.
    boolean names(String text) {
        return call.path().contains(text)
                || call.headers().stream().anyMatch(header -> header.getValue().contains(text))
                || call.body()
                        .filter(body -> new String(body, StandardCharsets.UTF_8).contains(text))
                        .isPresent();
    }
}
