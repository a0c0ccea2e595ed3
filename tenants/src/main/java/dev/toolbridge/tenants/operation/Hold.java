package dev.toolbridge.tenants.operation;

import java.util.function.BooleanSupplier;

/// The last look before an effect outside: may this step still act?
///
/// A server that was frozen wakes in the middle of a step, long after another one has taken the operation over. A step
/// that asks here, between its look-up and its call, does not repeat the other's work then. The answer is no as well
/// when the operation is to be cancelled, or the server ends: nothing interrupts a step for that, since a call that is
/// cut off may still have its effect. So a step asks before every call, and each second while it waits for something.
/// Asking costs no query.
public final class Hold {
    private static final ScopedValue<BooleanSupplier> HELD = ScopedValue.newInstance();

    private Hold() {}

    /// Allows the next effect outside. A step that runs without an engine may always act.
    ///
    /// @throws Over if the lease may be another server's by now, or the step has to end
    public static void require() {
        if (HELD.isBound() && !HELD.get().getAsBoolean()) {
            throw new Over();
        }
    }

    /// Runs work that may act as long as this says so.
    public static <T> T during(BooleanSupplier held, ScopedValue.CallableOp<T, Exception> work) throws Exception {
        return ScopedValue.where(HELD, held).call(work);
    }

    /// The step ends here, without another effect.
    public static final class Over extends RuntimeException {

        private Over() {
            super("this step has to end");
        }
    }
}
