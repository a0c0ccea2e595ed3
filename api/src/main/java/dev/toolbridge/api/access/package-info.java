/// Who is calling and for which tenant: one value, made at the edge.
package dev.toolbridge.api.access;
