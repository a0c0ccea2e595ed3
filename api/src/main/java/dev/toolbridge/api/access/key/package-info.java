/// API keys: how they are written, and what one that was found says.
package dev.toolbridge.api.access.key;
