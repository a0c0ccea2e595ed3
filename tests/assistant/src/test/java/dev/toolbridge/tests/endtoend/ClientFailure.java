package dev.toolbridge.tests.endtoend;

/// A failure that the official client throws at the application that uses it.
final class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int code;

    /// @param code of HTTP or of JSON-RPC, whichever of them failed; 0 for neither
    ClientFailure(String name, int code, String message) {
        super(name + " " + code + ": " + message);
        this.name = name;
        this.code = code;
    }

    String name() {
        return name;
    }

    int code() {
        return code;
    }
}
