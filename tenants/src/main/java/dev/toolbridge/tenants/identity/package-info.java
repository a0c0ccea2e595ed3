/// Tenants at the identity provider: their organisations, invitations and members, each made once.
package dev.toolbridge.tenants.identity;
