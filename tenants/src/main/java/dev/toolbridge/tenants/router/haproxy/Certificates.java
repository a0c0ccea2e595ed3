package dev.toolbridge.tenants.router.haproxy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The certificates that the router serves, and its answers to those who check a name before they issue one.
///
/// @param ids the certificate of each host; `*.example.org` stands for all names one label below `example.org`
/// @param challenges the answers (RFC 8555, section 8.3) by host and path
public record Certificates(SortedMap<String, String> ids, SortedMap<String, String> challenges) {
    public static final Certificates NONE =
            new Certificates(Collections.emptySortedMap(), Collections.emptySortedMap());

    public Certificates {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
        challenges = Collections.unmodifiableSortedMap(new TreeMap<>(challenges));
    }

    /// Tells if a host has a certificate.
    boolean covers(HostName host) {
        String name = host.text();
        return ids.containsKey(name) || ids.containsKey("*" + name.substring(Math.max(0, name.indexOf('.'))));
    }
}
