package dev.toolbridge.tenants.router.haproxy;

import java.net.InetAddress;

/// The address and port of a server behind the router. Names are refused, since the router would look them up once.
///
/// @param host an address, in the form that Java and the router write alike
public record ServerAddress(String host, int port) {
    private static final int PORT_MAX = 65_535;

    public ServerAddress {
        host = literal(host);
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is a number from 1 to " + PORT_MAX);
        }
    }

    private static String literal(String text) {
        if (text.contains("%") || text.contains("/")) {
            throw new IllegalArgumentException("a server's address has no scope and no mask");
        }
        return InetAddress.ofLiteral(text).getHostAddress();
    }

    boolean isSame(String otherHost, int otherPort) {
        return otherPort == port && literal(otherHost).equals(host);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
