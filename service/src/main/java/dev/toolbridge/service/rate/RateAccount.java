package dev.toolbridge.service.rate;

import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// The rate of a request's sender, charged with one request when the sender was admitted. An endpoint whose work is
/// larger than that of one request takes the account from [#current], and charges more once it knows the work.
public final class RateAccount {
    private static final ScopedValue<RateAccount> CURRENT = ScopedValue.newInstance();

    /// Work that no sender waits for costs nothing.
    private static final RateAccount NOBODYS = free();

    private final IntFunction<RateState> charging;
    private volatile RateState state;

    private RateAccount(RateState state, IntFunction<RateState> charging) {
        this.state = state;
        this.charging = charging;
    }

    private static RateAccount free() {
        var state = new RateState(0, 0, 0, 0);
        return new RateAccount(state, _ -> state);
    }

    /// Charges a sender with one request.
    ///
    /// @throws Refusal `rate_limited` when it is one too many
    static RateAccount charged(UserRates users, String name, RateClass rateClass) {
        return new RateAccount(users.count(name, rateClass), more -> users.countMore(name, rateClass, more));
    }

    /// That of the sender whose request this thread works on.
    public static RateAccount current() {
        return CURRENT.orElse(NOBODYS);
    }

    /// Charges the sender with so many requests more.
    ///
    /// @throws Refusal `rate_limited` when they are too many: then nothing is charged
    public void charge(int more) {
        if (more > 0) {
            state = charging.apply(more);
        }
    }

    /// Answers as the endpoint does, with the state of the rate on the answer or refusal.
    public Answer shownOn(Supplier<Answer> endpoint) {
        try {
            Answer answer = ScopedValue.where(CURRENT, this).call(endpoint::get);
            return state.on(answer);
        } catch (Refusal refusal) {
            throw state.on(refusal);
        }
    }
}
