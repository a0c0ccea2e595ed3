/// Search over the items of all types: questions, the text of items, hits and their snippets.
package dev.toolbridge.api.search;
