/// The old server's database: its owners and their items, read in one snapshot.
package dev.toolbridge.moving.old;
