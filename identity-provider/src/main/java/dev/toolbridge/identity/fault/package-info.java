/// Faults on demand: which part of the provider fails, and how.
package dev.toolbridge.identity.fault;
