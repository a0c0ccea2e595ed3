package dev.toolbridge.identity.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A tenant's organisation. A file of an earlier release tells its id, name and age only.
///
/// @param externalId the id that the tenant has with us, empty for none
/// @param origin the request that created it, with an empty key if it had none
public record Organization(
        String id,
        String name,
        String createdAt,
        String updatedAt,
        String externalId,
        SequencedMap<String, String> metadata,
        List<OrganizationDomain> domains,
        Origin origin) {

    /// The request that created an organisation.
    ///
    /// @param key its `Idempotency-Key`, empty for none
    /// @param digest SHA-256 of its body
    public record Origin(String key, String digest) {
        public static final Origin NONE = new Origin("", "");
    }

    public Organization {
        updatedAt = Optional.ofNullable(updatedAt).orElse(createdAt);
        externalId = Optional.ofNullable(externalId).orElse("");
        Map<String, String> known =
                Optional.<Map<String, String>>ofNullable(metadata).orElse(Map.of());
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(known));
        domains = List.copyOf(Optional.ofNullable(domains).orElse(List.of()));
        origin = Optional.ofNullable(origin).orElse(Origin.NONE);
    }

    /// One with a name and nothing else.
    static Organization named(String id, String name, String at) {
        return new Organization(id, name, at, at, "", new LinkedHashMap<>(), List.of(), Origin.NONE);
    }

    Organization renamed(String newName, String at) {
        return new Organization(id, newName, createdAt, at, externalId, metadata, domains, origin);
    }
}
