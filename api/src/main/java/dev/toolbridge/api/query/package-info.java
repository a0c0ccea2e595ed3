/// The language of filters, orders and selections: its parser, its check by entity type, and its values.
package dev.toolbridge.api.query;
