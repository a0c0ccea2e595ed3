package dev.toolbridge.tenants.operation;

import java.util.function.BooleanSupplier;

/// The last look before an effect outside: may this step still act?
///
/// A server that was frozen wakes in the middle of a step, long after another one has taken the operation over. A step
/// that asks here, between its look-up and its call, does not repeat the other's work then. It asks a clock, not the
/// database, so it may ask before every call.
public final class Hold {
    private static final ScopedValue<BooleanSupplier> HELD = ScopedValue.newInstance();

    private Hold() {}

    /// Allows the next effect outside. A step that runs without an engine may always act.
    ///
    /// @throws Over if the lease may be another server's by now
    public static void require() {
        if (HELD.isBound() && !HELD.get().getAsBoolean()) {
            throw new Over();
        }
    }

    /// Runs work that may act as long as this says so.
    public static <T> T during(BooleanSupplier held, ScopedValue.CallableOp<T, Exception> work) throws Exception {
        return ScopedValue.where(HELD, held).call(work);
    }

    /// The lease is over: the step ends here, without an effect.
    public static final class Over extends RuntimeException {

        private Over() {
            super("the lease of this operation is over");
        }
    }
}
