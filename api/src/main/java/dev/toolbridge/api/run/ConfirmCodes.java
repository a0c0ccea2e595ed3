package dev.toolbridge.api.run;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.signed.Seal;
import dev.toolbridge.service.signed.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Codes that confirm an undo after its dry run: signed, bound to the user, the run, the chosen items and the run's
/// last change, and valid for a quarter of an hour.
final class ConfirmCodes {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int PARTS = 3;

    private final Seal seal;
    private final InstantSource clock;

    ConfirmCodes(SigningKeys keys, InstantSource clock) {
        this.seal = keys.seal("undo", "1");
        this.clock = clock;
    }

    String write(Caller caller, RunUndo.Order order, long lastSeq) {
        long endSecond = clock.instant().plus(VALID).getEpochSecond();
        return seal.close(bound(caller, order), Long.toString(lastSeq), Long.toString(endSecond));
    }

    /// The number of the last change that a code confirms.
    ///
    /// @throws Refusal `confirm_stale` if the code is over or was given for something else
    long lastSeq(String code, Caller caller, RunUndo.Order order) {
        if (seal.open(code) instanceof Seal.Opened.Genuine genuine
                && genuine.parts().size() == PARTS
                && genuine.parts().getFirst().equals(bound(caller, order))
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond(
                                Long.parseLong(genuine.parts().getLast())))) {
            return Long.parseLong(genuine.parts().get(1));
        }
        throw Refusal.of(ErrorCode.CONFIRM_STALE, "the confirm code is over, or was given for another undo");
    }

    private static String bound(Caller caller, RunUndo.Order order) {
        List<String> only = order.only().stream().map(UUID::toString).sorted().toList();
        return Seal.digest(caller.bound(caller.tenant()) + "\n" + caller.user() + "\n" + order.run() + "\n"
                + String.join(",", only));
    }
}
