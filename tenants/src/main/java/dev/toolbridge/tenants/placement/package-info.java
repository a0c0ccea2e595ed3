/// The database of a tenant: in a cluster, copied from its release's golden one, with logins of its own.
package dev.toolbridge.tenants.placement;
