package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.Reply;
import java.util.Set;

/// What an answer to an intruder must be like.
enum Verdict {
    /// As if it were not there.
    NOT_THERE,
    /// Something of the victim's was shown to get in: a tenant, a sync session, a cursor.
    REFUSED,
    /// Whatever it is, it must not be the victim's.
    OWN;

    /// Routes of credentials let nobody try often: 429 tells nothing either.
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 405, 409, 422, 428, 429);

    /// What is wrong with an answer; empty when nothing is.
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
