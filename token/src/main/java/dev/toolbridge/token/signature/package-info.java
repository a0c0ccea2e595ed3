/// The keys that verify signatures: the identity provider's as it publishes them, and our own as files give them.
package dev.toolbridge.token.signature;
