/// Requests that are generated from the server's description of itself, and what of their answers is not described.
package dev.toolbridge.tests.generated;
