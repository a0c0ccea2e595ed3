package dev.toolbridge.tenants.router.haproxy;

import dev.toolbridge.service.config.ListenAddress;
import java.nio.file.Path;
import java.util.Optional;

/// The place where the router ends TLS.
///
/// @param address the address that it listens on, for all hosts
/// @param certificate a file with the certificate and the key of all names below the platform's domain
public record TlsConfig(ListenAddress address, Optional<Path> certificate) {}
