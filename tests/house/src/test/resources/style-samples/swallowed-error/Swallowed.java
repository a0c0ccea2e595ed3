package sample;

class Swallowed {
    void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // nothing happens
        }
    }
}
