/// The protocol's own conformance suite against our transports, with the fixtures that it requires.
package dev.toolbridge.proof.conformance;
