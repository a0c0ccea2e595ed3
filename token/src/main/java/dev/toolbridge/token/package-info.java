/// Verification of the tokens that our servers take: each signer that we trust has a verifier with everything pinned.
package dev.toolbridge.token;
