/// Statements inside one space, and the heads of spaces.
package dev.toolbridge.api.store.space;
