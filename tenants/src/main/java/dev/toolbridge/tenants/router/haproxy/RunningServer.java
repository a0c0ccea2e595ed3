package dev.toolbridge.tenants.router.haproxy;

import java.util.List;

/// A slot of the running router, as `show servers state` tells it.
///
/// @param administration the order that the server is under
record RunningServer(String name, String host, int port, int weight, Administration administration) {
    /// Taken out by the socket or the file. Bit 4, disabled in the file, stays when the socket enables the server.
    private static final int OUT_BITS = 0x01 | 0x20;

    private static final int DRAIN_BITS = 0x08 | 0x10;

    /// What was ordered for a server.
    enum Administration {
        READY,
        OUT,
        DRAINED
    }

    private static final int BACKEND = 1;
    private static final int SERVER = 3;
    private static final int ADDRESS = 4;
    private static final int ORDERED = 6;
    private static final int WEIGHT = 7;
    private static final int PORT = 18;
    private static final int FIELDS = 19;

    static boolean isLine(List<String> fields) {
        return fields.size() >= FIELDS && !fields.getFirst().startsWith("#");
    }

    static RunningServer of(List<String> fields) {
        return new RunningServer(
                fields.get(BACKEND) + "/" + fields.get(SERVER),
                fields.get(ADDRESS),
                Integer.parseInt(fields.get(PORT)),
                Integer.parseInt(fields.get(WEIGHT)),
                administration(Integer.parseInt(fields.get(ORDERED))));
    }

    private static Administration administration(int ordered) {
        if ((ordered & OUT_BITS) != 0) {
            return Administration.OUT;
        }
        return (ordered & DRAIN_BITS) != 0 ? Administration.DRAINED : Administration.READY;
    }

    boolean isAt(ServerAddress address) {
        return address.isSame(host, port);
    }
}
