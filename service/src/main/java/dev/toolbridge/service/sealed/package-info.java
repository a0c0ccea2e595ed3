/// Sealed values: the envelope of bytes, and the master keys that seal the keys of envelopes.
package dev.toolbridge.service.sealed;
