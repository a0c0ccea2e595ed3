/// The protocol's own conformance suite against our transports, with the fixtures that it asks for.
package dev.toolbridge.tests.conformance;
