/// The entries of the audit log that no change writes, and the check that the log is whole.
package dev.toolbridge.tenants.audit;
