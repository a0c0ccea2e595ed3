package dev.toolbridge.tenants.identity;

import java.util.Optional;

/// An organisation of the identity provider.
///
/// @param ref the reference of the tenant that it was made for or given to, if it carries one
public record Organization(String id, String name, Optional<String> ref) {

    static Organization of(com.workos.models.Organization known) {
        return new Organization(
                known.getId(),
                known.getName(),
                Optional.ofNullable(known.getExternalId()).filter(ref -> !ref.isEmpty()));
    }

    boolean isOf(String tenantRef) {
        return ref.filter(tenantRef::equals).isPresent();
    }
}
