/// API keys: their text, and the facts about a key that was found.
package dev.toolbridge.api.access.key;
