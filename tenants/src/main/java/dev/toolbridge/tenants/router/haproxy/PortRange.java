package dev.toolbridge.tenants.router.haproxy;

import java.util.regex.Pattern;

/// The ports on this machine that the router keeps for hosts, the first and the last included.
public record PortRange(int first, int last) {
    private static final int PORT_MAX = 65_535;

    /// Each port is a listener in the router's memory.
    private static final int SIZE_MAX = 2_000;

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    public PortRange {
        if (first < 1 || last < first || last > PORT_MAX || last - first >= SIZE_MAX) {
            throw new IllegalArgumentException("a range of at most " + SIZE_MAX + " ports, like 21000-21199");
        }
    }

    static PortRange parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a range of ports like 21000-21199");
        }
        return new PortRange(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
