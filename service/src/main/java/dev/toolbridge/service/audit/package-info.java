/// The rule of audit logs: entries in one chain of hashes for each tenant, the check of a chain, and its pages.
package dev.toolbridge.service.audit;
