package dev.toolbridge.tenants.router.haproxy;

/// The router refuses its new file. The file before it stays, and the router goes on as it was.
public final class RouterFileRefused extends RuntimeException {

    RouterFileRefused(String words) {
        super("the router refuses its new file: " + words);
    }
}
