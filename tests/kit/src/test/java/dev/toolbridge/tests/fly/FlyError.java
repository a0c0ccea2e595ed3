package dev.toolbridge.tests.fly;

/// An answer of the fake that is no success; the status 0 ends the connection.
final class FlyError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    FlyError(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
    }

    static FlyError notFound(String what) {
        return new FlyError(404, "", what + " not found");
    }

    static void unless(boolean isGood, int status, String words) {
        if (!isGood) {
            throw new FlyError(status, "", words);
        }
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
