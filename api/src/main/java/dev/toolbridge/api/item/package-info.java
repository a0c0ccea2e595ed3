/// Items and the values that name and describe them. Nothing in this room or the rooms in it knows HTTP or SQL.
package dev.toolbridge.api.item;
