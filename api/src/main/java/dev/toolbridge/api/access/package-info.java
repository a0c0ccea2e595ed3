/// Authentication and the choice of the tenant: the caller is one value, made at the edge.
package dev.toolbridge.api.access;
