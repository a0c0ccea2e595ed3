package dev.toolbridge.service.config;

/// The address that a server listens on. An empty host means every interface; port 0 means any free port.
public record ListenAddress(String host, int port) {

    private static final int PORT_MAX = 65_535;

    /// Reads `host:port` or `:port`.
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("host:port or :port");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > PORT_MAX) {
            throw new IllegalArgumentException("a port up to " + PORT_MAX);
        }
        return new ListenAddress(text.substring(0, colon), port);
    }

    /// The host to bind: all interfaces when none was named.
    public String bindHost() {
        return host.isEmpty() ? "0.0.0.0" : host;
    }
}
