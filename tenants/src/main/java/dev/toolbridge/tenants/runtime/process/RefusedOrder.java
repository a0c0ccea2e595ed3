package dev.toolbridge.tenants.runtime.process;

/// An order that cannot be carried out as it is.
final class RefusedOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedOrder(String reason) {
        super(reason);
    }

    static void unless(boolean isGood, String reason) {
        if (!isGood) {
            throw new RefusedOrder(reason);
        }
    }
}
