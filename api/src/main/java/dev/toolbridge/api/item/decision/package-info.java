/// Decides the effect of a mutation on an item.
package dev.toolbridge.api.item.decision;
