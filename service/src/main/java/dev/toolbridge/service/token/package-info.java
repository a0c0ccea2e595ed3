/// Verification of the tokens that our servers take: each trust domain has a verifier of its own with everything
// pinned.
package dev.toolbridge.service.token;
