/// The domains that tenants bring: their proof, their way to the tenant, and the certificates that they get.
package dev.toolbridge.tenants.domain;
