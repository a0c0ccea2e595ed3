/// Proof that no log of the whole suite holds a secret or a payload that the suite used.
package dev.toolbridge.tests.redaction;
