/// Trains the image's ahead-of-time caches: runs both programs on a real database and sends them real requests.
package dev.toolbridge.deploy;
