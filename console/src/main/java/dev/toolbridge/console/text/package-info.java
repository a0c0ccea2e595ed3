/// The words of the pages in each language, their dates, and stored text as HTML.
package dev.toolbridge.console.text;
