/// Reads items, feeds and the journal, each page in one round trip.
package dev.toolbridge.api.store.read;
