/// The SQL of items with the numbers by which clients that know no UUIDs name them.
package dev.toolbridge.api.store.face;
