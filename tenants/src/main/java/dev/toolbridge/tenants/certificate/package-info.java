/// Certificates of tenants' domains: those that are given, and those that an issuer makes by ACME (RFC 8555).
package dev.toolbridge.tenants.certificate;
