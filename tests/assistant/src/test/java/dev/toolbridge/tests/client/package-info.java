/// Clients of other projects, and older ones of the protocol's own project: each works without changes.
package dev.toolbridge.tests.client;
