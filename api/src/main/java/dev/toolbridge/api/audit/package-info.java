/// The audit log: what happened to rights, in one chain of hashes for each tenant.
package dev.toolbridge.api.audit;
