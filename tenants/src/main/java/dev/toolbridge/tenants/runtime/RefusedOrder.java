package dev.toolbridge.tenants.runtime;

/// An order that cannot be carried out as it is.
public final class RefusedOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedOrder(String reason) {
        super(reason);
    }

    public static void unless(boolean isGood, String reason) {
        if (!isGood) {
            throw new RefusedOrder(reason);
        }
    }
}
