package dev.toolbridge.tenants.router.haproxy;

/// A place where the router is not as it has to be.
///
/// @param place the part of the router: `hosts.map acme.localhost`, `b3/s1 weight`, `file`
public record Difference(String place, String wanted, String found) {
    static final String NOTHING = "nothing";

    @Override
    public String toString() {
        return place + " should be " + wanted + " and is " + found;
    }
}
