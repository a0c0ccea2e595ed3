/// The values of a tenant: names, status, limits, conditions. No SQL and no HTTP.
package dev.toolbridge.tenants.tenant;
