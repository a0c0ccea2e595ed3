/// Exact edits of the texts of an item, and the advice where one does not fit.
package dev.toolbridge.api.item.edit;
