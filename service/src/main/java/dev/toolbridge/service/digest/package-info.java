/// Digests of bytes and texts.
package dev.toolbridge.service.digest;
