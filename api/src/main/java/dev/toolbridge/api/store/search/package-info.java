/// The words of items in PostgreSQL, and the indexer that follows the spaces.
package dev.toolbridge.api.store.search;
