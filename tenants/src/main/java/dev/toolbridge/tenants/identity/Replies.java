package dev.toolbridge.tenants.identity;

import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.service.workos.WorkosReply;
import java.util.Set;

/// Outcomes in the words of a person who has to act on them.
final class Replies {
    private static final Set<Integer> KEY_REFUSED = Set.of(401, 403);
    private static final String UNCLEAR = "the identity provider gave no answer";

    private Replies() {}

    /// The outcome of a call that was not answered.
    ///
    /// @param what the thing that was asked for
    static <T> Outcome<T> unanswered(WorkosReply<?> reply, String what) {
        return switch (reply) {
            case WorkosReply.Refused<?> refused -> refused(refused, what);
            case WorkosReply.Limited<?> limited ->
                new Outcome.Again<>("the identity provider limits our rate", limited.retryAfter());
            case WorkosReply.Unclear<?> _ -> again(UNCLEAR);
            case WorkosReply.Answered<?> _ -> throw new IllegalArgumentException("this call was answered");
        };
    }

    static <T> Outcome<T> again(String why) {
        return new Outcome.Again<>(why, WorkosCalls.RETRY_AFTER);
    }

    private static <T> Outcome<T> refused(WorkosReply.Refused<?> refused, String what) {
        if (KEY_REFUSED.contains(refused.status())) {
            return new Outcome.Refused<>(
                    what,
                    "the identity provider does not accept our key (status " + refused.status() + ")",
                    "check WORKOS_API_KEY, and that its rights include organisations and users; then retry");
        }
        String code = refused.code().isEmpty() ? "" : ", code " + refused.code();
        return new Outcome.Refused<>(
                what,
                "the identity provider refused it (status " + refused.status() + code + ")",
                "change what was asked for, then retry");
    }
}
