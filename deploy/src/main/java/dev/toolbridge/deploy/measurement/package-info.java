/// Measures the image itself under a limit of memory: a developer's tool, not needed to make the image.
package dev.toolbridge.deploy.measurement;
