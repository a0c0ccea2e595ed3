/// Trains the image's ahead-of-time caches, and measures the image: both programs on a real database, with real
// requests.
package dev.toolbridge.deploy;
