/// The domain: what a mutation makes of an item. It knows neither HTTP nor SQL.
package dev.toolbridge.api.item;
