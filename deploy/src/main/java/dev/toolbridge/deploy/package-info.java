/// Trains the image's ahead-of-time caches, and measures the image: with real requests on a real database.
package dev.toolbridge.deploy;
