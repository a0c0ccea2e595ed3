/// The audit log: changes of rights, in one chain of hashes for each tenant.
package dev.toolbridge.api.audit;
