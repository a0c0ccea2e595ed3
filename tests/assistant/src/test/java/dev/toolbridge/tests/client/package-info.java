/// Clients of other projects, and older ones of the protocol's own: each connects and works as it is.
package dev.toolbridge.tests.client;
