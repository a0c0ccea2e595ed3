/// Requests that are generated from the server's description of itself, and a check of their answers by it.
package dev.toolbridge.proof.generated;
