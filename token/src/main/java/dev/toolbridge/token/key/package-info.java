/// The text of keys that our servers make: its form, its checksum, and the hash that is stored of it.
package dev.toolbridge.token.key;
