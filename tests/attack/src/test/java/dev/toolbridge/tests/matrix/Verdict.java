package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.Reply;
import java.util.Set;

/// The requirement on an answer to an intruder.
enum Verdict {
    /// The answer is the one for a thing that does not exist.
    NOT_THERE,
    /// The intruder has shown something of the victim's: a tenant, a sync session, a cursor.
    REFUSED,
    /// The answer may be anything except the victim's.
    OWN;

    /// Routes of credentials limit attempts: 429 reveals nothing either.
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 405, 409, 422, 428, 429);

    /// The fault of an answer; empty if it has none.
    String wrong(Reply reply, Attempt attempt, Victim victim) {
        if (reply.status() >= 500) {
            return "the server failed";
        }
        if (!allows(reply.status())) {
            return "the answer is " + reply.status() + " for what is " + this;
        }
        String told = reply.headers().map() + reply.body();
        return victim.secrets().stream()
                .filter(secret -> told.contains(secret) && !attempt.names(secret))
                .findFirst()
                .map(secret -> "it tells " + secret)
                .orElse("");
    }

    private boolean allows(int status) {
        return switch (this) {
            case NOT_THERE -> status == 404;
            case REFUSED -> REFUSALS.contains(status);
            case OWN -> true;
        };
    }
}
