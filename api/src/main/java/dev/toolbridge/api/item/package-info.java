/// Items and the values that name and describe them. No class in this package or below it knows HTTP or SQL.
package dev.toolbridge.api.item;
