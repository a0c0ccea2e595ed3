package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.tenant.Slug;
import java.util.List;
import java.util.Optional;

/// Finds out if a domain leads to the router.
record Way(DomainConfig config, Dns dns) {
    private static final String LOCALHOST = "localhost";
    private static final List<String> LOOPBACK = List.of(Dns.literal("127.0.0.1"), Dns.literal("::1"));

    /// The addresses that a domain should lead to.
    DnsAnswer wanted(Slug slug) {
        if (!config.addresses().isEmpty()) {
            return new DnsAnswer.Found(config.addresses());
        }
        return config.platform().equals(LOCALHOST) ? new DnsAnswer.Found(LOOPBACK) : dns.addresses(config.host(slug));
    }

    /// The fault of a domain that leads to other places, or nowhere. One strange address among others is a fault:
    /// clients and issuers may choose it.
    Optional<String> fault(DomainName name, List<String> wanted, List<String> found) {
        if (found.isEmpty()) {
            return Optional.of(name + " has no address in the DNS; set it as shown.");
        }
        List<String> strange =
                found.stream().filter(address -> !wanted.contains(address)).toList();
        return strange.isEmpty()
                ? Optional.empty()
                : Optional.of(name + " leads to " + String.join(", ", strange) + "; it has to lead to "
                        + (wanted.isEmpty() ? "the router" : String.join(", ", wanted)) + " alone.");
    }
}
