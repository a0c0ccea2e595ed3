/// Decides what a mutation makes of an item.
package dev.toolbridge.api.item.decision;
