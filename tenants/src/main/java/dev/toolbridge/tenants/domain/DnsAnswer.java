package dev.toolbridge.tenants.domain;

import java.util.List;

/// The answer to a question about a name.
sealed interface DnsAnswer {

    /// The values in the DNS; empty if the name has none, or does not exist.
    record Found(List<String> values) implements DnsAnswer {

        public Found {
            values = List.copyOf(values);
        }
    }

    /// No server gave an answer.
    record Unclear(String why) implements DnsAnswer {}
}
