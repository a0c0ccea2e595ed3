package dev.toolbridge.tenants.certificate;

import dev.toolbridge.tenants.router.haproxy.HostName;
import java.util.List;
import java.util.UUID;

/// The domain that a certificate is for.
///
/// @param domain its id
/// @param tenant the tenant whose data key seals the certificate's key
public record Holder(UUID domain, UUID tenant, HostName host) {

    List<String> place(String what) {
        return List.of(what, domain.toString());
    }
}
