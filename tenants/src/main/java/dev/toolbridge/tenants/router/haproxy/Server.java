package dev.toolbridge.tenants.router.haproxy;

import java.util.Optional;
import java.util.regex.Pattern;

/// One server of a process.
///
/// @param weight its share of the new requests among the servers of the process; 0 while it drains
/// @param replica the name at the beginning of its session ids (`TOOLBRIDGE_REPLICA`), by which requests of a
///     session find it even when the router has forgotten the session
public record Server(ServerAddress address, int weight, Optional<String> replica) {
    public static final int WEIGHT_MAX = 256;
    private static final Pattern REPLICA = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Server {
        if (weight < 0 || weight > WEIGHT_MAX) {
            throw new IllegalArgumentException("a weight is a number from 0 to " + WEIGHT_MAX);
        }
        if (replica.filter(name -> !REPLICA.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("a replica's name is 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }
}
